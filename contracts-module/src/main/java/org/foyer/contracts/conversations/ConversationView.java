package org.foyer.contracts.conversations;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation with its transcript, as the team sees it.
 *
 * @param identity verified: the visitor proved who they are; unverified: somebody was claimed and not proved; none
 * @param userId who they proved to be, null if nothing was proved
 * @param leads oldest first
 * @param notes oldest first; for the team alone
 */
public record ConversationView(
        UUID id,
        UUID workspaceId,
        UUID agentId,
        VisitorView visitor,
        Conversations.ConversationState state,
        String identity,
        @Nullable String userId,
        SourceView source,
        List<LeadView> leads,
        List<MessageView> messages,
        List<NoteView> notes,
        Instant createdAt,
        Instant lastActivityAt) {
    public List<UUID> leadIds() {
        return leads.stream().map(LeadView::id).toList();
    }
}
