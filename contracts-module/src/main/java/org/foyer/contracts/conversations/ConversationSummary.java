package org.foyer.contracts.conversations;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A conversation in a list.
 *
 * @param lastMessage null while there is none
 */
public record ConversationSummary(
        UUID id,
        UUID agentId,
        VisitorView visitor,
        Conversations.ConversationState state,
        SourceView source,
        List<UUID> leadIds,
        @Nullable MessageView lastMessage,
        Instant createdAt,
        Instant lastActivityAt) {}
