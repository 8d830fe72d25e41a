package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Lead forms and what visitors did with them. */
@ApplicationScoped
class LeadFormRepository {
    @PersistenceContext(unitName = "conversations")
    EntityManager entityManager;

    @SuppressWarnings("NullAway.Init") // injected
    LeadFormRepository() {}

    /** For tests. */
    LeadFormRepository(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    void add(LeadForm form) {
        entityManager.persist(form);
    }

    void add(LeadFormEvent event) {
        entityManager.persist(event);
    }

    /** The conversation that a visitor's form is in. */
    Optional<UUID> conversationOf(UUID id, UUID visitorId) {
        return entityManager
                .createQuery(
                        "select f.conversationId from LeadForm f where f.id = :id and f.visitorId = :visitor",
                        UUID.class)
                .setParameter("id", id)
                .setParameter("visitor", visitorId)
                .getResultStream()
                .findFirst();
    }

    /** A form and the conversation it is in. */
    record Place(UUID formId, UUID conversationId) {}

    /** Forms still open that were offered before, the oldest first. */
    List<Place> openSince(Instant before, int atMost) {
        return entityManager
                .createQuery("""
                        select new org.foyer.conversations.internal.LeadFormRepository$Place(f.id, f.conversationId)
                        from LeadForm f
                        where f.status in ('OFFERED', 'SEEN', 'STARTED') and f.offeredAt < :before
                        order by f.offeredAt, f.id
                        """, Place.class)
                .setParameter("before", before)
                .setMaxResults(atMost)
                .getResultList();
    }

    LeadForm get(UUID id) {
        return entityManager.find(LeadForm.class, id);
    }

    List<LeadForm> ofConversation(UUID conversationId) {
        return entityManager
                .createQuery("""
                        select f from LeadForm f where f.conversationId = :conversation order by f.offeredAt, f.id
                        """, LeadForm.class)
                .setParameter("conversation", conversationId)
                .getResultList();
    }

    /** When this visitor was offered forms, in any conversation. */
    List<Instant> offersSince(UUID visitorId, Instant since) {
        return entityManager
                .createQuery("""
                        select f.offeredAt from LeadForm f where f.visitorId = :visitor and f.offeredAt > :since
                        """, Instant.class)
                .setParameter("visitor", visitorId)
                .setParameter("since", since)
                .getResultList();
    }
}
