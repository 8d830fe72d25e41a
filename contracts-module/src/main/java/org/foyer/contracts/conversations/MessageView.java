package org.foyer.contracts.conversations;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message of a conversation.
 *
 * @param author {@code visitor}, {@code agent} or {@code member}
 * @param authorName what the member was called when they wrote it; null for all others and for an API key
 */
public record MessageView(
        UUID id, String author, @Nullable String authorName, Instant createdAt, List<PartView> parts) {}
