package org.foyer.contracts.contacts;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.event.EventName;

/**
 * A merge was undone: the merged contact is there again.
 *
 * @param contact the survivor as it is now
 * @param restored the contact that is there again
 * @param changes of the survivor, by field; may be empty
 * @param actor {@code member:<id>} or {@code api-key:<id>}
 */
@EventName("contacts.merge-undone")
public record MergeUndone(
        UUID eventId,
        UUID workspaceId,
        UUID mergeId,
        ContactView contact,
        ContactView restored,
        Map<String, ValueChange> changes,
        String actor,
        Instant at)
        implements ContactsEvent {}
