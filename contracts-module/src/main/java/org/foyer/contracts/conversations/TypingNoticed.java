package org.foyer.contracts.conversations;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Somebody is writing in a conversation at this moment. Fired for the streams of this node; it is not durable, and none
 * says when they stopped: it holds for {@link #SECONDS}.
 *
 * @param byVisitor else a member
 * @param authorName the member's name as visitors see it
 */
public record TypingNoticed(
        UUID workspaceId,
        UUID agentId,
        UUID conversationId,
        boolean byVisitor,
        @Nullable String authorName) {
    public static final int SECONDS = 6;
}
