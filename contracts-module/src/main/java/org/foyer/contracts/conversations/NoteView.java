package org.foyer.contracts.conversations;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A private note of the team on a conversation.
 *
 * @param memberId who wrote it, null for an API key
 * @param authorName their name at that time, null for an API key
 */
public record NoteView(
        UUID id, @Nullable UUID memberId, @Nullable String authorName, String text, Instant createdAt) {}
