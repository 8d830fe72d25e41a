package org.foyer.contracts.workspace;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which entries of the audit trail are asked for; null means any.
 *
 * @param actor as in {@link AuditEntryView}
 * @param since the first time, inclusive
 * @param until the last time, exclusive
 */
public record AuditQuery(
        UUID workspaceId,
        @Nullable String actor,
        @Nullable String action,
        @Nullable String resourceType,
        @Nullable String resourceId,
        @Nullable Instant since,
        @Nullable Instant until) {}
