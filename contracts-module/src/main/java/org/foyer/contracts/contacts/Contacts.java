package org.foyer.contracts.contacts;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.workspace.Caller;
import org.jspecify.annotations.Nullable;

/**
 * The contacts of a workspace. Bodies are the JSON objects of the HTTP contract (null and absent differ); a wrong one is
 * refused as INVALID with a violation per value. A foreign contact is NOT_FOUND; one that was merged into another is
 * {@link org.foyer.contracts.refusal.Moved}, whatever is asked of it.
 *
 * <p>External id, e-mail addresses and phone numbers each belong to one contact of a workspace; a value that is another
 * contact's is a CONFLICT whose violations point at it and whose {@code contact_id} names the other one.
 */
public interface Contacts {
    /** Newest first. */
    Page<ContactView> list(UUID workspaceId, PageRequest page);

    ContactView get(UUID workspaceId, UUID contactId);

    /** Makes a contact; at least one of external_id, name, email and phone must be there. Fires {@link ContactCreated}. */
    ContactView create(Caller caller, Map<String, Object> body);

    /** Changes the named values, whoever said the present ones; null clears. Fires {@link ContactUpdated}. */
    ContactView change(Caller caller, UUID contactId, Map<String, Object> body);

    /**
     * Deletes all there is of the contact and fires {@link ContactDeleted}. Its leads stay as nobody's; a later lead of
     * the same person makes a new contact.
     */
    void delete(Caller caller, UUID contactId);

    /**
     * Brings the contact of this external id into line: found by external id, else by e-mail, else by phone, else made.
     * What a stronger source said stays (a member's word against a program's). Any number of these at once make one
     * contact.
     */
    Upserted upsert(Caller caller, String externalId, Map<String, Object> body);

    /**
     * Brings up to 1000 contacts into line, each like {@link #upsert} and in order; one that can't be harms no other.
     *
     * @param body {@code contacts}: a list of contacts
     * @return a result per contact, in order
     */
    List<BatchResult> batch(Caller caller, Map<String, Object> body);

    /** The contact of each of these external ids, or what it was merged into; those nobody has are missing. */
    Map<String, UUID> contactsOfUsers(UUID workspaceId, Collection<String> userIds);

    /** The contact that each of these leads was registered as; leads not registered yet are missing. */
    Map<UUID, UUID> contactsOf(UUID workspaceId, Collection<UUID> leadIds);

    /** What happened with this contact, newest first. */
    Page<TimelineEntry> timeline(UUID workspaceId, UUID contactId, PageRequest page);

    /** A contact brought into line. */
    record Upserted(ContactView contact, boolean created) {}

    /**
     * What became of one contact of a batch.
     *
     * @param status created, updated, unchanged or error
     * @param refusal why not, for an error
     */
    record BatchResult(
            String status,
            @Nullable UUID contactId,
            @Nullable Refusal refusal) {}
}
