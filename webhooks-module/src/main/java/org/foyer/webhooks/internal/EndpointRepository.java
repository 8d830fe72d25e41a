package org.foyer.webhooks.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.paging.Cursor;

@ApplicationScoped
class EndpointRepository {
    @PersistenceContext(unitName = "webhooks")
    EntityManager entityManager;

    @SuppressWarnings("NullAway.Init") // injected
    EndpointRepository() {}

    EndpointRepository(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    void add(Endpoint endpoint) {
        entityManager.persist(endpoint);
    }

    void remove(Endpoint endpoint) {
        entityManager.remove(endpoint);
    }

    Endpoint get(UUID workspaceId, UUID id) {
        return Optional.ofNullable(entityManager.find(Endpoint.class, id))
                .filter(endpoint -> endpoint.belongsTo(workspaceId))
                .orElseThrow(() -> Refusal.notFound("webhook"));
    }

    /** Its row locked until the transaction ends, and read as it is now. */
    Endpoint lock(UUID workspaceId, UUID id) {
        return lock(id).filter(endpoint -> endpoint.belongsTo(workspaceId))
                .orElseThrow(() -> Refusal.notFound("webhook"));
    }

    Optional<Endpoint> lock(UUID id) {
        var endpoint = Optional.ofNullable(entityManager.find(Endpoint.class, id, LockModeType.PESSIMISTIC_WRITE));
        endpoint.ifPresent(it -> entityManager.refresh(it, LockModeType.PESSIMISTIC_WRITE));
        return endpoint;
    }

    Optional<Endpoint> find(UUID id) {
        return Optional.ofNullable(entityManager.find(Endpoint.class, id));
    }

    List<Endpoint> page(UUID workspaceId, Cursor after, int maxRows) {
        return entityManager
                .createQuery("""
                    select e from Endpoint e
                    where e.workspaceId = :workspace
                      and e.createdAt <= :at and (e.createdAt < :at or e.id < :id)
                    order by e.createdAt desc, e.id desc
                    """, Endpoint.class)
                .setParameter("workspace", workspaceId)
                .setParameter("at", after.at())
                .setParameter("id", after.id())
                .setMaxResults(maxRows)
                .getResultList();
    }

    /** All that something is kept for. */
    List<Endpoint> listening(UUID workspaceId) {
        return entityManager
                .createQuery(
                        "select e from Endpoint e where e.workspaceId = :workspace and e.status <> 'DISABLED' order by"
                                + " e.id",
                        Endpoint.class)
                .setParameter("workspace", workspaceId)
                .getResultList();
    }

    /** Whether {@link #listening} would find any. */
    boolean hasListening(UUID workspaceId) {
        return !entityManager
                .createQuery(
                        "select 1 from Endpoint e where e.workspaceId = :workspace and e.status <> 'DISABLED'",
                        Integer.class)
                .setParameter("workspace", workspaceId)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** Those for which a delivery is due that may be sent now. */
    List<Endpoint> withWork(Instant now) {
        return entityManager
                .createQuery("""
                    select e from Endpoint e
                    where exists (
                        select 1 from Delivery d
                        where d.endpointId = e.id and d.status = 'PENDING' and d.dueAt <= :now
                          and (d.forced = true
                            or e.status = 'ACTIVE' and (e.heldUntil is null or e.heldUntil <= :now)))
                    order by e.id
                    """, Endpoint.class)
                .setParameter("now", now)
                .getResultList();
    }

    /** Forgets the secrets that sign no more. */
    void forgetExpiredSecrets(Instant now) {
        entityManager.createQuery("""
            update Endpoint e set e.previousSecret = null, e.previousSecretUntil = null
            where e.previousSecretUntil <= :now
            """).setParameter("now", now).executeUpdate();
    }

    /** The last attempt succeeded. */
    void recovered(UUID id) {
        entityManager
                .createQuery("update Endpoint e set e.failingSince = null, e.heldUntil = null where e.id = :id")
                .setParameter("id", id)
                .executeUpdate();
    }
}
