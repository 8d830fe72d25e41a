package org.foyer.contracts.contacts;

import java.util.List;
import java.util.Map;
import java.util.UUID;

/** How long a workspace keeps what it knows of people. Every night what is older is deleted. */
public interface Retention {
    /** The rules; none of them set by default. */
    RetentionView get(UUID workspaceId);

    /**
     * Replaces the rules.
     *
     * @param body {@code leads_after}, {@code contacts_after}, {@code conversations_after}: ISO 8601 durations of days or
     *     longer, null or absent for ever; {@code statuses}: the statuses of leads that {@code leads_after} is for, absent:
     *     all
     */
    RetentionView put(UUID workspaceId, Map<String, Object> body);

    /** The rules of every workspace that has any. */
    List<RetentionView> all();
}
