package org.foyer.contracts.workspace;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One thing somebody did.
 *
 * @param actor {@code member:<id>}, {@code api-key:<id>} or {@code system}
 * @param actorName the member's name or the key's label as it is now; null for a key revoked since, and for the system
 * @param action what happened, {@code <resource type>.<past tense>} such as {@code agent.updated}
 * @param resourceId what it happened to; null where the workspace as a whole is meant
 */
public record AuditEntryView(
        UUID id,
        Instant at,
        String actor,
        @Nullable String actorName,
        String action,
        String resourceType,
        @Nullable String resourceId,
        List<AuditChange> changes) {}
