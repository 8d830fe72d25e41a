package org.foyer.contracts.contacts;

import java.time.Instant;
import java.util.UUID;
import org.foyer.contracts.event.EventName;

/**
 * A contact was made: by hand, through the API, from a lead or an import.
 *
 * @param contact as it was made
 * @param actor {@code member:<id>}, {@code api-key:<id>}, {@code visitor:<id>} or {@code system}
 */
@EventName("contacts.contact-created")
public record ContactCreated(
        UUID eventId, UUID workspaceId, UUID contactId, ContactView contact, String actor, Instant at)
        implements ContactsEvent {}
