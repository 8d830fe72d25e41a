package org.foyer.contracts.contacts;

import org.foyer.contracts.event.DomainEvent;

/** What the contacts context tells others. */
public sealed interface ContactsEvent extends DomainEvent
        permits ContactCreated, ContactDeleted, ContactErased, ContactUpdated, ContactsMerged, MergeUndone {}
