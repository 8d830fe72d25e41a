package org.foyer.contracts.contacts;

import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.workspace.Caller;
import org.jspecify.annotations.Nullable;

/**
 * Contacts from files. An import is a durable job: each piece of it is committed together with its position and counts,
 * so that after a crash it goes on without a row twice, and what it reports is what is in the database. A foreign import is
 * NOT_FOUND.
 */
public interface Imports {
    /** A place for a file that is coming in; {@link #start} takes it over, else whoever asked for it deletes it. */
    Path placeForUpload();

    /**
     * Takes a file over and starts importing it, or trying to.
     *
     * @param fileName as the client calls it; tells the format if nothing else does
     * @param options {@code mapping} (an object: column to field, {@code custom.<name>} or null to leave it out; by default
     *     by the columns' names), {@code dry_run}, {@code overwrite} (whether values of stronger sources are replaced too),
     *     {@code format} ({@code csv} or {@code ndjson}), {@code delimiter}, {@code encoding}, {@code default_region};
     *     what is wrong with them or with the file is INVALID
     */
    ImportView start(Caller caller, Path file, String fileName, Map<String, Object> options);

    /** Imports for real what a dry run tried, from the same file; CONFLICT unless it is a finished dry run with its file. */
    ImportView startTried(Caller caller, UUID importId);

    ImportView get(UUID workspaceId, UUID importId);

    /** Newest first. */
    Page<ImportView> list(UUID workspaceId, PageRequest page);

    /**
     * What became of the rows, in the file's order; rows that were the same are counted but not listed, unless they repeat
     * an earlier row.
     *
     * @param outcome created, changed, same, conflict or invalid; null: all
     */
    Page<ImportRowView> rows(UUID workspaceId, UUID importId, @Nullable String outcome, PageRequest page);

    /** Every row that is a conflict or invalid, in the file's order. */
    void errors(UUID workspaceId, UUID importId, Consumer<ImportRowView> row);

    /**
     * Starts to undo: contacts it made are removed and values it changed are as they were, except where somebody has
     * changed them since. CONFLICT unless the import is finished, failed half-way included, and no dry run.
     */
    ImportView undo(Caller caller, UUID importId);
}
