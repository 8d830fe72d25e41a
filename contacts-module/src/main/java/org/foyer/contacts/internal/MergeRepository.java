package org.foyer.contacts.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.UUID;

@ApplicationScoped
class MergeRepository {
    @PersistenceContext(unitName = "contacts")
    EntityManager entityManager;

    MergeRepository() {}

    MergeRepository(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    void add(ContactMerge merge, ContactRedirect redirect) {
        entityManager.persist(merge);
        entityManager.persist(redirect);
    }

    /** The merge, which nobody else can undo at the same time. */
    Optional<ContactMerge> find(UUID workspaceId, UUID mergeId) {
        return Optional.ofNullable(entityManager.find(ContactMerge.class, mergeId, LockModeType.PESSIMISTIC_WRITE))
                .filter(merge -> merge.workspaceId().equals(workspaceId));
    }

    /** The merged id leads nowhere any more. */
    void undone(ContactMerge merge) {
        entityManager.remove(entityManager.find(ContactRedirect.class, merge.mergedId()));
    }
}
