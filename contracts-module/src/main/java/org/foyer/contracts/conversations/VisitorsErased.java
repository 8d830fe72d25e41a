package org.foyer.contracts.conversations;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.foyer.contracts.event.EventName;

/**
 * A person was forgotten here: these leads are gone, and nothing is left of what was said in these conversations. It
 * carries ids alone, since an event is kept until it is delivered.
 */
@EventName("conversations.visitors-erased")
public record VisitorsErased(UUID eventId, UUID workspaceId, List<UUID> leadIds, List<UUID> conversationIds, Instant at)
        implements ConversationsEvent {}
