package org.foyer.contracts.contacts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An export that runs in the background.
 *
 * @param state queued, running, done, failed or expired
 * @param rows written so far
 * @param total of all rows, null until they were counted
 * @param bytes the file's size, null until it is done
 * @param expiresAt when the file is removed
 */
public record ContactExportView(
        UUID id,
        String state,
        String format,
        List<String> columns,
        long rows,
        @Nullable Long total,
        @Nullable Long bytes,
        Instant createdAt,
        @Nullable Instant finishedAt,
        Instant expiresAt) {}
