package org.foyer.contracts.conversations;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A conversation with its transcript, as the team sees it.
 *
 * @param status open or resolved
 */
public record ConversationView(
        UUID id,
        UUID workspaceId,
        UUID agentId,
        UUID visitorId,
        String status,
        SourceView source,
        List<UUID> leadIds,
        List<MessageView> messages,
        Instant createdAt,
        Instant lastActivityAt) {}
