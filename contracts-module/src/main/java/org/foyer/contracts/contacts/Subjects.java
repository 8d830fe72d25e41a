package org.foyer.contracts.contacts;

import java.util.UUID;
import org.foyer.contracts.workspace.Caller;

/** The rights of the person behind a contact. A foreign contact is NOT_FOUND. */
public interface Subjects {
    /** All that contacts holds on a person. */
    SubjectView export(UUID workspaceId, UUID contactId);

    /**
     * Erases a person: the contact, its history, what imports kept of it and undelivered events; then
     * {@link ContactErased} has the other contexts do the same. Once more answers the same erasure. Only that there was one
     * is kept, and nothing of the person; who comes again later is a new contact.
     */
    ErasureView erase(Caller caller, UUID contactId);

    /** An erasure asked for before, by the id of the contact that was. */
    ErasureView erasure(UUID workspaceId, UUID contactId);
}
