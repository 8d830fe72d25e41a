package org.foyer.contracts.conversations;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.event.EventName;
import org.jspecify.annotations.Nullable;

/**
 * A lead was saved: a visitor submitted a form, or asked for a follow-up for which earlier forms had brought everything, or
 * a program captured one through the API.
 *
 * @param conversationId null for a lead captured through the API outside a conversation
 * @param fields the normalised values by field name, in the form's order; blank ones are left out
 * @param channel {@code form} or {@code api}
 * @param userId who the visitor proved to be on the agent's site: the lead is this person's, whatever was typed; null if
 *     nothing was proved
 */
@EventName("conversations.lead-submitted")
public record LeadSubmitted(
        UUID eventId,
        UUID workspaceId,
        UUID agentId,
        @Nullable UUID conversationId,
        UUID leadId,
        Map<String, String> fields,
        String channel,
        SourceView source,
        Instant submittedAt,
        @Nullable String userId)
        implements ConversationsEvent {}
