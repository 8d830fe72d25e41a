package org.foyer.contracts.contacts;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;

/** The contacts of a workspace. A foreign contact is NOT_FOUND. */
public interface Contacts {
    /** Newest first. */
    Page<ContactView> list(UUID workspaceId, PageRequest page);

    ContactView get(UUID workspaceId, UUID contactId);

    /** The contact that each of these leads was registered as; leads not registered yet are missing. */
    Map<UUID, UUID> contactsOf(UUID workspaceId, Collection<UUID> leadIds);
}
