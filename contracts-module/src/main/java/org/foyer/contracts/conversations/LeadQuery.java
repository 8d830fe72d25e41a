package org.foyer.contracts.conversations;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which leads of a workspace; null means any.
 *
 * @param since created at or after
 * @param until created before
 * @param text part of any field's value, case-insensitive
 */
public record LeadQuery(
        UUID workspaceId,
        @Nullable UUID agentId,
        @Nullable Instant since,
        @Nullable Instant until,
        @Nullable String status,
        @Nullable String text) {}
