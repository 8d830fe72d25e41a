package org.foyer.contracts.contacts;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.event.EventName;

/**
 * Two contacts became one; the merged one is gone and its id leads to the survivor.
 *
 * @param contact the survivor as it is now
 * @param changes of the survivor, by field; may be empty
 * @param actor {@code member:<id>} or {@code api-key:<id>}
 */
@EventName("contacts.contacts-merged")
public record ContactsMerged(
        UUID eventId,
        UUID workspaceId,
        UUID mergeId,
        UUID survivorId,
        UUID mergedId,
        ContactView contact,
        Map<String, ValueChange> changes,
        String actor,
        Instant at)
        implements ContactsEvent {}
