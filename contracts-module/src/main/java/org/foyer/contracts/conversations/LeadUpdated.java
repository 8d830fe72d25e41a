package org.foyer.contracts.conversations;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.event.EventName;
import org.jspecify.annotations.Nullable;

/**
 * The team changed a lead's status or note. Not told of a lead that nobody was told of ({@link LeadSubmitted}).
 *
 * @param lead as it is now
 * @param changes by property; never empty
 */
@EventName("conversations.lead-updated")
public record LeadUpdated(
        UUID eventId, UUID workspaceId, UUID leadId, LeadView lead, Map<String, Change> changes, Instant at)
        implements ConversationsEvent {

    /** What became of a property; null is no value. */
    public record Change(@Nullable String before, @Nullable String after) {}
}
