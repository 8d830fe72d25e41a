package org.foyer.contracts.conversations;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which conversations of a workspace; null means any.
 *
 * @param status open or resolved
 * @param unassigned only those that nobody looks after; {@code assigneeId} is then null
 * @param tag the whole tag, in any case
 * @param text part of a message, a note, a value that a visitor left, or a tag; in any case
 */
public record ConversationQuery(
        UUID workspaceId,
        @Nullable String status,
        @Nullable UUID agentId,
        @Nullable UUID assigneeId,
        boolean unassigned,
        @Nullable String tag,
        @Nullable String text) {}
