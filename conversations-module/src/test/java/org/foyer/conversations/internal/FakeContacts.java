package org.foyer.conversations.internal;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.contacts.ContactView;
import org.foyer.contracts.contacts.Contacts;
import org.foyer.contracts.contacts.TimelineEntry;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.workspace.Caller;

/** Knows as whom leads were registered, and nothing else of contacts. */
final class FakeContacts implements Contacts {
    /** By the ids of the leads. */
    final Map<UUID, UUID> registered = new HashMap<>();

    @Override
    public Map<UUID, UUID> contactsOf(UUID workspaceId, Collection<UUID> leadIds) {
        var found = new HashMap<>(registered);
        found.keySet().retainAll(leadIds);
        return found;
    }

    @Override
    public Page<ContactView> list(UUID workspaceId, PageRequest page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ContactView get(UUID workspaceId, UUID contactId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ContactView create(Caller caller, Map<String, Object> body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ContactView change(Caller caller, UUID contactId, Map<String, Object> body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(Caller caller, UUID contactId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Upserted upsert(Caller caller, String externalId, Map<String, Object> body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<BatchResult> batch(Caller caller, Map<String, Object> body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, UUID> contactsOfUsers(UUID workspaceId, Collection<String> userIds) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<TimelineEntry> timeline(UUID workspaceId, UUID contactId, PageRequest page) {
        throw new UnsupportedOperationException();
    }
}
