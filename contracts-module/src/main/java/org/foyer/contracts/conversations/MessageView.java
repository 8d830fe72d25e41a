package org.foyer.contracts.conversations;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * A message of a conversation.
 *
 * @param author {@code visitor}, {@code agent} or {@code member}
 */
public record MessageView(UUID id, String author, Instant createdAt, List<PartView> parts) {}
