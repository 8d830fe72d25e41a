package org.foyer.contracts.contacts;

import java.time.Instant;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How long a workspace keeps what it knows of people.
 *
 * @param leadsAfter counted from a lead's submission; null: for ever
 * @param contactsAfter counted from when a contact last changed or was last seen
 * @param conversationsAfter counted from a conversation's last message
 * @param statuses the statuses of leads that {@code leadsAfter} is for; null: all
 */
public record RetentionView(
        UUID workspaceId,
        @Nullable Period leadsAfter,
        @Nullable Period contactsAfter,
        @Nullable Period conversationsAfter,
        @Nullable List<String> statuses) {
    /** What is older than this is to go: days and months are those of the calendar in UTC. */
    public static Instant cutoff(Period kept, Instant now) {
        return now.atZone(ZoneOffset.UTC).minus(kept).toInstant();
    }
}
