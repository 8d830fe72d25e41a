package org.foyer.contracts.contacts;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.foyer.contracts.event.EventName;

/**
 * The person behind a contact is to be forgotten everywhere. It carries ids alone: an event is kept until it is delivered.
 *
 * @param contactIds of the contact that was erased, and of those that had been merged into it
 * @param leadIds of the leads registered for them
 * @param visitorIds of the visitors who proved to be them
 */
@EventName("contacts.contact-erased")
public record ContactErased(
        UUID eventId, UUID workspaceId, List<UUID> contactIds, List<UUID> leadIds, List<UUID> visitorIds, Instant at)
        implements ContactsEvent {
    // an event stored by an earlier version has no visitors
    public ContactErased {
        visitorIds = Objects.requireNonNullElse(visitorIds, List.of());
    }
}
