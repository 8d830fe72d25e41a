package org.foyer.contracts.contacts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import and how far it is.
 *
 * @param state queued, running, completed, failed, undoing or undone
 * @param size of the file in bytes
 * @param progress how much of the file is read, 0 to 1
 * @param failure why it failed, in words for people; null if it did not
 * @param actor who started it
 * @param fileKept whether the file is still there, so that a dry run can be followed by the real one
 */
public record ImportView(
        UUID id,
        boolean dryRun,
        boolean overwrite,
        String state,
        String fileName,
        String format,
        @Nullable String delimiter,
        String encoding,
        long size,
        List<Column> columns,
        double progress,
        Counts counts,
        @Nullable Undone undone,
        @Nullable String failure,
        String actor,
        boolean fileKept,
        Instant createdAt,
        @Nullable Instant finishedAt) {

    /** A column of the file and the field it goes to; null: it is left out. */
    public record Column(String name, @Nullable String field) {}

    /** Rows read so far, blank ones left out, and what became of them; the five outcomes add up to {@code rows}. */
    public record Counts(long rows, long created, long changed, long same, long conflict, long invalid) {}

    /** What undoing came to so far: contacts removed, contacts whose values are as they were, rows left as they are. */
    public record Undone(long removed, long restored, long kept) {}
}
