package org.foyer.contracts.workspace;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A signed-in browser of the member who asks.
 *
 * @param userAgent what the browser called itself when it signed in
 * @param lastUsedAt to the day
 * @param current whether it is the one that asks
 */
public record SessionView(
        UUID id,
        @Nullable String userAgent,
        Instant createdAt,
        Instant lastUsedAt,
        Instant expiresAt,
        boolean current) {}
