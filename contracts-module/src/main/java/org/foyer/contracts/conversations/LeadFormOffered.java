package org.foyer.contracts.conversations;

import java.time.Instant;
import java.util.UUID;
import org.foyer.contracts.event.EventName;

/** The agent put a lead form into a conversation. */
@EventName("conversations.lead-form-offered")
public record LeadFormOffered(
        UUID eventId,
        UUID workspaceId,
        UUID agentId,
        UUID conversationId,
        UUID formId,
        UUID actionId,
        Instant offeredAt)
        implements ConversationsEvent {}
