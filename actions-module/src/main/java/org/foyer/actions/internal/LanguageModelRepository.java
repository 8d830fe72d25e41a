package org.foyer.actions.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class LanguageModelRepository {
    @PersistenceContext(unitName = "actions")
    EntityManager entityManager;

    protected LanguageModelRepository() {}

    LanguageModelRepository(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    void add(LanguageModel model) {
        entityManager.persist(model);
    }

    Optional<LanguageModel> of(UUID agentId) {
        return Optional.ofNullable(entityManager.find(LanguageModel.class, agentId));
    }
}
