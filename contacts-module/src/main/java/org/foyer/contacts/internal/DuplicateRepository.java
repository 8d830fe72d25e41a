package org.foyer.contacts.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.foyer.platform.paging.Cursor;

@ApplicationScoped
class DuplicateRepository {
    @PersistenceContext(unitName = "contacts")
    EntityManager entityManager;

    DuplicateRepository() {}

    DuplicateRepository(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    void add(DuplicateSuggestion suggestion) {
        entityManager.persist(suggestion);
    }

    void remove(DuplicateSuggestion suggestion) {
        entityManager.remove(suggestion);
    }

    Optional<DuplicateSuggestion> find(UUID workspaceId, UUID id) {
        return Optional.ofNullable(entityManager.find(DuplicateSuggestion.class, id))
                .filter(suggestion -> suggestion.belongsTo(workspaceId));
    }

    /** Whether these two were ever suggested for this reason. */
    boolean isKnown(UUID workspaceId, UUID one, UUID other, String reason) {
        return !entityManager
                .createQuery("""
                        select d from DuplicateSuggestion d
                        where d.workspaceId = :workspace and d.firstId = :first and d.secondId = :second
                          and d.reason = :reason
                        """, DuplicateSuggestion.class)
                .setParameter("workspace", workspaceId)
                .setParameter("first", DuplicateSuggestion.smaller(one, other))
                .setParameter("second", DuplicateSuggestion.larger(one, other))
                .setParameter("reason", reason)
                .getResultList()
                .isEmpty();
    }

    /** All that name this contact, dismissed ones too. */
    List<DuplicateSuggestion> of(UUID workspaceId, UUID contactId) {
        return entityManager
                .createQuery("""
                        select d from DuplicateSuggestion d where d.workspaceId = :workspace
                          and (d.firstId = :contact or d.secondId = :contact)
                        """, DuplicateSuggestion.class)
                .setParameter("workspace", workspaceId)
                .setParameter("contact", contactId)
                .getResultList();
    }

    List<DuplicateSuggestion> page(UUID workspaceId, Cursor after, int maxRows) {
        return entityManager
                .createQuery("""
                        select d from DuplicateSuggestion d
                        where d.workspaceId = :workspace and d.dismissedAt is null
                          and d.suggestedAt <= :at and (d.suggestedAt < :at or d.id < :id)
                        order by d.suggestedAt desc, d.id desc
                        """, DuplicateSuggestion.class)
                .setParameter("workspace", workspaceId)
                .setParameter("at", after.at())
                .setParameter("id", after.id())
                .setMaxResults(maxRows)
                .getResultList();
    }
}
