package org.foyer.contracts.contacts;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.workspace.Caller;
import org.jspecify.annotations.Nullable;

/** Making one contact of two, and two of one again; and which contacts may be one person. */
public interface ContactMerges {
    /**
     * What {@link #merge} would do; nothing is changed.
     *
     * @param body as for {@link #merge}
     */
    MergePreview preview(Caller caller, UUID contactId, Map<String, Object> body);

    /**
     * Merges another contact into this one, which keeps its id. Of each field this one's value stays unless it has none;
     * all addresses and numbers are kept. Fires {@link ContactsMerged}.
     *
     * @param body {@code other_id}; optional {@code choose}: {@code this} or {@code other} by field
     */
    Merged merge(Caller caller, UUID contactId, Map<String, Object> body);

    /**
     * Makes both contacts again what they were. What was changed after the merge stays as it was changed, with the
     * survivor; a value of the other one that is someone else's now stays there. CONFLICT if it was undone before, or if
     * the survivor was merged into another in turn: undo that first. Fires {@link MergeUndone}.
     */
    Undone undo(Caller caller, UUID mergeId);

    /** Suggestions not yet dismissed, newest first. */
    Page<DuplicateView> duplicates(UUID workspaceId, PageRequest page);

    /** These two are two people: they are not suggested for this reason again. Once more changes nothing. */
    void dismiss(Caller caller, UUID duplicateId);

    /** Two that became one. */
    record Merged(UUID mergeId, ContactView contact) {}

    /** One that became two again. */
    record Undone(UUID mergeId, ContactView contact, ContactView other) {}

    /**
     * What a merge would bring.
     *
     * @param contact the survivor as it would be
     */
    record MergePreview(ContactView contact, List<Field> fields) {
        /**
         * One field that either has.
         *
         * @param wins this, other, or both where all values are kept
         * @param conflict whether both have a value, and not the same
         */
        public record Field(
                String field,
                @Nullable Object thisValue,
                @Nullable Object otherValue,
                String wins,
                boolean conflict) {}
    }
}
