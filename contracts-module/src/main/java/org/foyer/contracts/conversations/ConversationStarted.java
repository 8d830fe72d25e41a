package org.foyer.contracts.conversations;

import java.time.Instant;
import java.util.UUID;
import org.foyer.contracts.event.EventName;

/** A visitor opened a conversation; the agent has greeted, the visitor may not have written yet. */
@EventName("conversations.conversation-started")
public record ConversationStarted(
        UUID eventId, UUID workspaceId, UUID agentId, UUID conversationId, SourceView source, Instant startedAt)
        implements ConversationsEvent {}
