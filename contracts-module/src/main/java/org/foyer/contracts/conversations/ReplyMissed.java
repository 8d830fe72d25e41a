package org.foyer.contracts.conversations;

import java.time.Instant;
import java.util.UUID;
import org.foyer.contracts.event.EventName;

/**
 * A member replied while the visitor was away. Delivered once they have had some time to come back and read it.
 *
 * @param deliverAfter when that time is over
 */
@EventName("conversations.reply-missed")
public record ReplyMissed(UUID eventId, UUID workspaceId, UUID conversationId, UUID messageId, Instant deliverAfter)
        implements ConversationsEvent {}
