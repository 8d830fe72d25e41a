package org.foyer.webhooks.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.foyer.contracts.contacts.ContactCreated;
import org.foyer.contracts.contacts.ContactDeleted;
import org.foyer.contracts.contacts.ContactErased;
import org.foyer.contracts.contacts.ContactUpdated;
import org.foyer.contracts.contacts.ContactView;
import org.foyer.contracts.contacts.ContactsEvent;
import org.foyer.contracts.contacts.ContactsMerged;
import org.foyer.contracts.contacts.MergeUndone;
import org.foyer.contracts.contacts.ValueChange;
import org.foyer.contracts.event.Delivered;
import org.foyer.contracts.event.DomainEvent;
import org.foyer.platform.delivery.Selective;
import org.jspecify.annotations.Nullable;

/**
 * Tells of what happens to contacts. A merge is told as an update of the one and the deletion of the other, its undoing as
 * an update and a creation: whoever keeps a copy need not know of merges.
 */
@ApplicationScoped
class ContactReactions implements Selective {
    private DeliveriesService deliveries;
    private Audience audience;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected ContactReactions() {}

    @Inject
    ContactReactions(DeliveriesService deliveries, Audience audience) {
        this.deliveries = deliveries;
        this.audience = audience;
    }

    /** Where nobody listens there is nobody to tell; what named a person who is erased is forgotten in any case. */
    @Override
    public boolean wants(DomainEvent event) {
        return event instanceof ContactErased
                || !(event instanceof ContactsEvent told)
                || audience.listens(told.workspaceId());
    }

    void on(@Observes @Delivered ContactCreated event) {
        created(event.workspaceId(), event.eventId(), event.at(), event.contact());
    }

    void on(@Observes @Delivered ContactUpdated event) {
        updated(event.workspaceId(), event.eventId(), event.at(), event.contact(), event.changes());
    }

    void on(@Observes @Delivered ContactDeleted event) {
        deleted(event.workspaceId(), event.eventId(), event.at(), event.contactId(), null);
    }

    void on(@Observes @Delivered ContactsMerged event) {
        updated(event.workspaceId(), event.eventId(), event.at(), event.contact(), event.changes());
        deleted(event.workspaceId(), event.eventId(), event.at(), event.mergedId(), event.survivorId());
    }

    void on(@Observes @Delivered MergeUndone event) {
        updated(event.workspaceId(), event.eventId(), event.at(), event.contact(), event.changes());
        created(event.workspaceId(), event.eventId(), event.at(), event.restored());
    }

    /**
     * The event of the deletion was forgotten with all that named the person, so this one stands for it. Those that had
     * been merged into the contact were told of as deleted then.
     */
    void on(@Observes @Delivered ContactErased event) {
        deliveries.forget(
                event.workspaceId(),
                Stream.concat(event.contactIds().stream(), event.leadIds().stream())
                        .toList());
        deleted(
                event.workspaceId(),
                event.eventId(),
                event.at(),
                event.contactIds().get(0),
                null);
    }

    private void created(UUID workspaceId, UUID eventId, Instant at, ContactView contact) {
        deliveries.record(
                workspaceId,
                eventId,
                EventType.CONTACT_CREATED,
                at,
                contact.id(),
                () -> Payloads.contact(contact, null));
    }

    private void updated(
            UUID workspaceId, UUID eventId, Instant at, ContactView contact, Map<String, ValueChange> changes) {
        if (!changes.isEmpty()) {
            deliveries.record(
                    workspaceId,
                    eventId,
                    EventType.CONTACT_UPDATED,
                    at,
                    contact.id(),
                    () -> Payloads.contact(contact, changes));
        }
    }

    /** Nothing of the person is in it, so there is nothing to forget. */
    private void deleted(UUID workspaceId, UUID eventId, Instant at, UUID contactId, @Nullable UUID mergedInto) {
        deliveries.record(
                workspaceId,
                eventId,
                EventType.CONTACT_DELETED,
                at,
                null,
                () -> Payloads.plain(Payloads.data("contact_id", contactId, "merged_into", mergedInto)));
    }
}
