package org.foyer.contracts.contacts;

import java.util.UUID;
import org.foyer.contracts.event.DomainEvent;

/** What the contacts context tells others. */
public sealed interface ContactsEvent extends DomainEvent
        permits ContactCreated, ContactDeleted, ContactErased, ContactUpdated, ContactsMerged, MergeUndone {
    /** Where it happened. */
    UUID workspaceId();
}
