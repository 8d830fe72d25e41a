package org.foyer.contracts.contacts;

import java.io.OutputStream;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.workspace.Caller;

/**
 * Contacts as files: exactly those that match, newest first, all from one snapshot of the data, in memory that does not
 * grow with their number. What is wanted is a map of {@code format} ({@code csv}, {@code ndjson} or {@code xlsx}; CSV if
 * absent), {@code filter} or {@code segment_id}, {@code q}, and {@code columns}, names of fields in their order; all
 * fields but archived attributes if absent. A foreign segment or export is NOT_FOUND.
 */
public interface ContactExports {
    /** Writes the file now. Whatever is refused is refused before the first byte. */
    void write(UUID workspaceId, Map<String, Object> wanted, OutputStream out);

    /** Has the file made in the background, and kept for a while. More than a few at once are RULE_VIOLATED. */
    ContactExportView submit(Caller caller, Map<String, Object> wanted);

    /** Newest first. */
    Page<ContactExportView> list(UUID workspaceId, PageRequest page);

    ContactExportView get(UUID workspaceId, UUID exportId);

    /** Writes the file of an export that is done; one that is not is CONFLICT. */
    void read(UUID workspaceId, UUID exportId, OutputStream out);

    /** Removes the export and its file; one under way comes to nothing. */
    void delete(UUID workspaceId, UUID exportId);
}
