package org.foyer.contracts.workspace;

import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An API key, without the key.
 *
 * @param agentId the single agent it is bound to, null for the whole workspace
 * @param lastUsedAt to the minute; null if never used
 */
public record ApiKeyView(
        UUID id,
        String label,
        Set<Scope> scopes,
        @Nullable UUID agentId,
        Instant createdAt,
        @Nullable Instant lastUsedAt) {}
