package org.foyer.contracts.contacts;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.foyer.contracts.event.EventName;

/**
 * The person behind a contact is to be forgotten everywhere. It carries ids alone: an event is kept until it is delivered.
 *
 * @param contactIds of the contact that was erased, and of those that had been merged into it
 * @param leadIds of the leads registered for them
 */
@EventName("contacts.contact-erased")
public record ContactErased(UUID eventId, UUID workspaceId, List<UUID> contactIds, List<UUID> leadIds, Instant at)
        implements ContactsEvent {}
