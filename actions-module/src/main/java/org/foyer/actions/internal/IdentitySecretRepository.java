package org.foyer.actions.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class IdentitySecretRepository {
    @PersistenceContext(unitName = "actions")
    EntityManager entityManager;

    protected IdentitySecretRepository() {}

    IdentitySecretRepository(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    void add(IdentitySecret secret) {
        entityManager.persist(secret);
    }

    Optional<IdentitySecret> of(UUID agentId) {
        return Optional.ofNullable(entityManager.find(IdentitySecret.class, agentId));
    }
}
