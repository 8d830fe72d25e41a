package org.foyer.contracts.conversations;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A conversation with its transcript, as the team sees it.
 *
 * @param notes oldest first; for the team alone
 */
public record ConversationView(
        UUID id,
        UUID workspaceId,
        UUID agentId,
        VisitorView visitor,
        Conversations.ConversationState state,
        SourceView source,
        List<UUID> leadIds,
        List<MessageView> messages,
        List<NoteView> notes,
        Instant createdAt,
        Instant lastActivityAt) {}
