package org.foyer.contracts.contacts;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.event.EventName;

/**
 * Values of a contact changed. That a person was seen, or came by another way, is no change.
 *
 * @param contact as it is now
 * @param changes by field ({@code custom.<name>} for an attribute); never empty
 * @param actor {@code member:<id>}, {@code api-key:<id>}, {@code visitor:<id>} or {@code system}
 */
@EventName("contacts.contact-updated")
public record ContactUpdated(
        UUID eventId,
        UUID workspaceId,
        UUID contactId,
        ContactView contact,
        Map<String, ValueChange> changes,
        String actor,
        Instant at)
        implements ContactsEvent {}
