package org.foyer.contracts.contacts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What contacts holds on a person.
 *
 * @param contact with where each value came from
 * @param leadIds the leads registered for them
 * @param visitorIds the visitors who proved to be them
 */
public record SubjectView(
        ContactView contact,
        List<UUID> leadIds,
        List<UUID> visitorIds,
        List<Change> changes,
        List<ImportedRow> importedRows) {
    /** A change of the contact. */
    public record Change(
            String kind,
            Instant at,
            @Nullable String source,
            @Nullable String actor,
            Map<String, ValueChange> changes) {}

    /** A row of an imported file that was about them. */
    public record ImportedRow(UUID importId, Instant at, ImportRowView row) {}
}
