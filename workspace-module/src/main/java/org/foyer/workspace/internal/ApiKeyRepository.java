package org.foyer.workspace.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.foyer.platform.paging.Cursor;

/** API keys, found by the digest of the key. */
@ApplicationScoped
class ApiKeyRepository {
    @PersistenceContext(unitName = "workspace")
    EntityManager entityManager;

    @SuppressWarnings("NullAway.Init") // the container injects
    protected ApiKeyRepository() {}

    ApiKeyRepository(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    void add(ApiKey key) {
        entityManager.persist(key);
    }

    Optional<ApiKey> byHash(String keyHash) {
        return entityManager.createQuery("""
                        select k from ApiKey k
                        where k.keyHash = :hash
                        """, ApiKey.class).setParameter("hash", keyHash).getResultList().stream()
                .findFirst();
    }

    Optional<ApiKey> byId(UUID id) {
        return Optional.ofNullable(entityManager.find(ApiKey.class, id));
    }

    /** Newest first, from the cursor on. */
    List<ApiKey> ofWorkspace(UUID workspaceId, Cursor after, int most) {
        return entityManager
                .createQuery("""
                        select k from ApiKey k
                        where k.workspaceId = :workspace
                          and k.createdAt <= :at and (k.createdAt < :at or k.id < :id)
                        order by k.createdAt desc, k.id desc
                        """, ApiKey.class)
                .setParameter("workspace", workspaceId)
                .setParameter("at", after.at())
                .setParameter("id", after.id())
                .setMaxResults(most)
                .getResultList();
    }

    /** A plain update, so that parallel requests of one key never collide. */
    void noteUse(UUID id, Instant now) {
        entityManager
                .createQuery("""
                        update ApiKey k set k.lastUsedAt = :now
                        where k.id = :id and (k.lastUsedAt is null or k.lastUsedAt <= :due)
                        """)
                .setParameter("now", now)
                .setParameter("id", id)
                .setParameter("due", now.minus(ApiKey.USE_NOTED_EVERY))
                .executeUpdate();
    }

    /** Whether there was such a key. */
    boolean delete(UUID workspaceId, UUID id) {
        return entityManager
                        .createQuery("""
                                delete from ApiKey k
                                where k.workspaceId = :workspace and k.id = :id
                                """)
                        .setParameter("workspace", workspaceId)
                        .setParameter("id", id)
                        .executeUpdate()
                > 0;
    }

    void deleteOfAgent(UUID workspaceId, UUID agentId) {
        entityManager
                .createQuery("""
                        delete from ApiKey k
                        where k.workspaceId = :workspace and k.agentId = :agent
                        """)
                .setParameter("workspace", workspaceId)
                .setParameter("agent", agentId)
                .executeUpdate();
    }
}
