package org.foyer.contracts.conversations;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The visitor of a conversation, as far as can be told.
 *
 * @param name what to call them: the name that was proved, else of their latest lead in the conversation the name or
 *     whatever else it has; null for somebody unknown
 * @param online whether they did something, or had the page open, within the last minute
 * @param typing whether they were writing some seconds ago; known only on the node they wrote to
 * @param lastSeenAt to within half a minute; null if not since that is recorded
 */
public record VisitorView(
        UUID id,
        @Nullable String name,
        boolean online,
        boolean typing,
        @Nullable Instant lastSeenAt) {}
