package org.foyer.contracts.conversations;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation in a list.
 *
 * @param identity verified: the visitor proved who they are; unverified: somebody was claimed and not proved; none
 * @param userId who they proved to be, null if nothing was proved
 * @param lastMessage null while there is none
 */
public record ConversationSummary(
        UUID id,
        UUID agentId,
        VisitorView visitor,
        Conversations.ConversationState state,
        String identity,
        @Nullable String userId,
        SourceView source,
        List<UUID> leadIds,
        @Nullable MessageView lastMessage,
        Instant createdAt,
        Instant lastActivityAt) {}
