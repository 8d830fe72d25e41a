package org.foyer.contracts.contacts;

import java.time.Instant;
import java.util.UUID;
import org.foyer.contracts.event.EventName;

/**
 * A contact was deleted. It carries nothing of the person.
 *
 * @param actor {@code member:<id>}, {@code api-key:<id>} or {@code system}
 */
@EventName("contacts.contact-deleted")
public record ContactDeleted(UUID eventId, UUID workspaceId, UUID contactId, String actor, Instant at)
        implements ContactsEvent {}
