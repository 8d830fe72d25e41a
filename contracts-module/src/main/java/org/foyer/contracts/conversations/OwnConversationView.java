package org.foyer.contracts.conversations;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One of a visitor's conversations, as they choose among them.
 *
 * @param status open or resolved
 * @param lastText the beginning of the last text anybody wrote in it, null if there is none
 */
public record OwnConversationView(
        UUID id, String status, @Nullable String lastText, Instant createdAt, Instant lastActivityAt) {}
