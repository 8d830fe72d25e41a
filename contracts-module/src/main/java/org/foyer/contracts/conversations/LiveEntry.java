package org.foyer.contracts.conversations;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That something happened; what it was is read with {@link LiveFeed#events} when it is shown.
 *
 * @param name such as {@code message.created}
 * @param subjectId of what the name begins with; of the form or question in the message for {@code message.updated}
 */
public record LiveEntry(
        LivePlace place,
        String name,
        UUID workspaceId,
        @Nullable UUID conversationId,
        UUID subjectId) {
    /** Whether the visitor of the conversation may be told. */
    public boolean concernsVisitor() {
        return name.startsWith("message.");
    }
}
