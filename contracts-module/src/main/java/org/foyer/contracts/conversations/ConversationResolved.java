package org.foyer.contracts.conversations;

import java.time.Instant;
import java.util.UUID;
import org.foyer.contracts.event.EventName;
import org.jspecify.annotations.Nullable;

/**
 * The team marked an open conversation as resolved. A visitor's next message opens it again, so it may be resolved more
 * than once.
 *
 * @param memberId who did, null for an API key
 */
@EventName("conversations.conversation-resolved")
public record ConversationResolved(
        UUID eventId,
        UUID workspaceId,
        UUID agentId,
        UUID conversationId,
        @Nullable UUID memberId,
        Instant resolvedAt) implements ConversationsEvent {}
