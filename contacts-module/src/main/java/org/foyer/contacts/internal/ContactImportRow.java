package org.foyer.contacts.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.contacts.ImportRowView;
import org.foyer.contracts.contacts.ValueChange;
import org.foyer.platform.json.Json;
import org.jspecify.annotations.Nullable;

/** What became of one row of an imported file; written with it, and once more when the import is undone. */
@Entity
@Table(name = "contact_import_row")
class ContactImportRow {
    private static final TypeReference<LinkedHashMap<String, ValueChange>> CHANGES = new TypeReference<>() {};
    private static final TypeReference<List<String>> TEXTS = new TypeReference<>() {};

    /** Which row of which import. */
    @Embeddable
    record Key(@Column(name = "import_id") UUID importId, long line) implements Serializable {}

    @EmbeddedId
    private Key key;

    @Column(name = "workspace_id", updatable = false)
    private UUID workspaceId;

    @Column(updatable = false)
    private String outcome;

    @Column(name = "contact_id", updatable = false)
    private @Nullable UUID contactId;

    @Column(updatable = false)
    private @Nullable String reason;

    @Column(updatable = false)
    private @Nullable Long repeats;

    @Column(columnDefinition = "text", updatable = false)
    private @Nullable String changes;

    @Column(name = "state_before", columnDefinition = "text", updatable = false)
    private @Nullable String stateBefore;

    @Column(name = "state_after", columnDefinition = "text", updatable = false)
    private @Nullable String stateAfter;

    @Column(columnDefinition = "text", updatable = false)
    private @Nullable String original;

    @Column(name = "handled_at", updatable = false)
    private Instant handledAt;

    private @Nullable String undone;

    @Column(name = "undo_reason")
    private @Nullable String undoReason;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected ContactImportRow() {}

    void undone(ImportUndone as, @Nullable String why) {
        undone = as.wireName();
        undoReason = why;
    }

    UUID importId() {
        return key.importId();
    }

    long line() {
        return key.line();
    }

    UUID workspaceId() {
        return workspaceId;
    }

    @Nullable UUID contactId() {
        return contactId;
    }

    boolean created() {
        return outcome.equals(ImportOutcome.CREATED.wireName());
    }

    Map<String, ValueChange> changes() {
        return changes == null ? Map.of() : Json.read(changes, CHANGES);
    }

    /** What the contact was before this row changed it; null for one that this row made. */
    @Nullable ContactState stateBefore() {
        return stateBefore == null ? null : Json.read(stateBefore, ContactState.class);
    }

    @Nullable ContactState stateAfter() {
        return stateAfter == null ? null : Json.read(stateAfter, ContactState.class);
    }

    Instant handledAt() {
        return handledAt;
    }

    ImportRowView view() {
        return new ImportRowView(
                key.line(),
                outcome,
                contactId == null || stateAfter != null && created() ? null : contactId,
                reason,
                repeats,
                changes(),
                original == null ? null : Json.read(original, TEXTS),
                undone,
                undoReason);
    }
}
