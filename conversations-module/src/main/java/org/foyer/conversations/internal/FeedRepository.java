package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** The log that live streams read. */
@ApplicationScoped
class FeedRepository {
    @PersistenceContext(unitName = "conversations")
    EntityManager entityManager;

    @SuppressWarnings("NullAway.Init") // injected
    FeedRepository() {}

    /** For tests. */
    FeedRepository(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    void add(FeedEntry entry) {
        entityManager.persist(entry);
    }
}
