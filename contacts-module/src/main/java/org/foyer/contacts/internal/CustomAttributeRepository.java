package org.foyer.contacts.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.foyer.platform.paging.Cursor;

@ApplicationScoped
class CustomAttributeRepository {
    @PersistenceContext(unitName = "contacts")
    EntityManager entityManager;

    CustomAttributeRepository() {}

    CustomAttributeRepository(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    void add(CustomAttribute attribute) {
        entityManager.persist(attribute);
        entityManager.flush();
    }

    /** Oldest first, archived ones too. */
    List<CustomAttribute> all(UUID workspaceId) {
        return entityManager
                .createQuery("""
                        select a from CustomAttribute a where a.workspaceId = :workspace order by a.createdAt, a.id
                        """, CustomAttribute.class)
                .setParameter("workspace", workspaceId)
                .getResultList();
    }

    /** The one of exactly this name. */
    Optional<CustomAttribute> find(UUID workspaceId, String name) {
        return entityManager
                .createQuery("""
                        select a from CustomAttribute a where a.workspaceId = :workspace and a.name = :name
                        """, CustomAttribute.class)
                .setParameter("workspace", workspaceId)
                .setParameter("name", name)
                .getResultStream()
                .findFirst();
    }

    List<CustomAttribute> page(UUID workspaceId, Cursor after, int maxRows) {
        return entityManager
                .createQuery("""
                        select a from CustomAttribute a
                        where a.workspaceId = :workspace
                          and a.createdAt <= :at and (a.createdAt < :at or a.id < :id)
                        order by a.createdAt desc, a.id desc
                        """, CustomAttribute.class)
                .setParameter("workspace", workspaceId)
                .setParameter("at", after.at())
                .setParameter("id", after.id())
                .setMaxResults(maxRows)
                .getResultList();
    }
}
