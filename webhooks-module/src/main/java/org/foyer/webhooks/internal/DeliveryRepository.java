package org.foyer.webhooks.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.webhooks.Webhooks;
import org.foyer.platform.paging.Cursor;
import org.jspecify.annotations.Nullable;

/** Deliveries with their attempts. */
@ApplicationScoped
class DeliveryRepository {
    /** How Hibernate is told to leave out locked rows: two nodes get different ones. */
    private static final int SKIP_LOCKED = -2;

    @PersistenceContext(unitName = "webhooks")
    EntityManager entityManager;

    @SuppressWarnings("NullAway.Init") // injected
    DeliveryRepository() {}

    DeliveryRepository(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    void add(Delivery delivery) {
        entityManager.persist(delivery);
    }

    void add(Attempt attempt) {
        entityManager.persist(attempt);
    }

    boolean exists(UUID id) {
        return entityManager.find(Delivery.class, id) != null;
    }

    Delivery lock(UUID endpointId, UUID id) {
        return lock(id).filter(delivery -> delivery.endpointId().equals(endpointId))
                .orElseThrow(() -> Refusal.notFound("delivery"));
    }

    Optional<Delivery> lock(UUID id) {
        return Optional.ofNullable(entityManager.find(Delivery.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    /**
     * Due deliveries of an endpoint, those first that are due longest, locked until the transaction ends.
     *
     * @param forcedOnly only those that are sent whatever the endpoint's status
     */
    List<Delivery> due(UUID endpointId, boolean forcedOnly, Instant now, int max) {
        var jpql =
                "select d from Delivery d where d.endpointId = :endpoint and d.status = 'PENDING' and d.dueAt <= :now"
                        + (forcedOnly ? " and d.forced = true" : "")
                        + " order by d.dueAt, d.id";
        return entityManager
                .createQuery(jpql, Delivery.class)
                .setParameter("endpoint", endpointId)
                .setParameter("now", now)
                .setMaxResults(max)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .setHint("jakarta.persistence.lock.timeout", SKIP_LOCKED)
                .getResultList();
    }

    List<Delivery> page(Webhooks.Query query, Cursor after, int maxRows) {
        var jpql = "select d from Delivery d where d.endpointId = :endpoint"
                + " and d.createdAt <= :at and (d.createdAt < :at or d.id < :id)"
                + (query.status() == null ? "" : " and d.status = :status")
                + (query.event() == null ? "" : " and d.eventType = :event")
                + " order by d.createdAt desc, d.id desc";
        var typed = entityManager
                .createQuery(jpql, Delivery.class)
                .setParameter("endpoint", query.webhookId())
                .setParameter("at", after.at())
                .setParameter("id", after.id())
                .setMaxResults(maxRows);
        if (query.status() != null) {
            typed.setParameter("status", query.status().toUpperCase(Locale.ROOT));
        }
        if (query.event() != null) {
            typed.setParameter("event", query.event());
        }
        return typed.getResultList();
    }

    /** The attempts of some deliveries, oldest first. */
    Map<UUID, List<Attempt>> attemptsOf(Collection<Delivery> deliveries) {
        return deliveries.isEmpty()
                ? Map.of()
                : entityManager
                        .createQuery(
                                "select a from Attempt a where a.deliveryId in :ids order by a.number, a.id",
                                Attempt.class)
                        .setParameter(
                                "ids", deliveries.stream().map(Delivery::id).toList())
                        .getResultStream()
                        .collect(Collectors.groupingBy(Attempt::deliveryId));
    }

    /** Makes the deliveries of a time due now, those of an erased person excepted; how many these are. */
    int replay(UUID endpointId, Instant since, @Nullable Instant until, boolean onlyFailed, Instant now) {
        var update = entityManager
                .createQuery("""
                    update Delivery d set d.status = 'PENDING', d.dueAt = :now, d.claim = null, d.tries = 0,
                      d.firstAttemptAt = null
                    where d.endpointId = :endpoint and d.createdAt >= :since and d.createdAt < :until
                      and d.eventType <> 'ping' and d.body is not null
                    """ + (onlyFailed ? " and d.status <> 'DELIVERED'" : ""))
                .setParameter("now", now)
                .setParameter("endpoint", endpointId)
                .setParameter("since", since)
                .setParameter("until", until == null ? Cursor.START.at() : until);
        return update.executeUpdate();
    }

    /** The endpoint works again: what waits for it need not wait. */
    void hurry(UUID endpointId, Instant now) {
        entityManager
                .createQuery("""
                    update Delivery d set d.dueAt = :now
                    where d.endpointId = :endpoint and d.status = 'PENDING' and d.claim is null and d.dueAt > :now
                    """)
                .setParameter("now", now)
                .setParameter("endpoint", endpointId)
                .executeUpdate();
    }

    void deleteOf(UUID endpointId) {
        entityManager
                .createQuery(
                        "delete from Attempt a where a.deliveryId in (select d.id from Delivery d where d.endpointId ="
                                + " :id)")
                .setParameter("id", endpointId)
                .executeUpdate();
        entityManager
                .createQuery("delete from Delivery d where d.endpointId = :id")
                .setParameter("id", endpointId)
                .executeUpdate();
    }

    /** Deletes what waits to tell of these; empties what was told of them, and the answers, which may repeat it. */
    void forget(UUID workspaceId, Collection<UUID> subjectIds) {
        if (subjectIds.isEmpty()) {
            return;
        }
        var deliveries = entityManager
                .createQuery(
                        "select d.id from Delivery d where d.workspaceId = :workspace and d.subjectId in :subjects",
                        UUID.class)
                .setParameter("workspace", workspaceId)
                .setParameter("subjects", subjectIds)
                .getResultList();
        if (deliveries.isEmpty()) {
            return;
        }
        execute("update Attempt a set a.responseBody = null where a.deliveryId in :ids", deliveries);
        execute(
                "delete from Attempt a where a.deliveryId in (select d.id from Delivery d where d.id in :ids and"
                        + " d.status = 'PENDING')",
                deliveries);
        execute("delete from Delivery d where d.id in :ids and d.status = 'PENDING'", deliveries);
        execute("update Delivery d set d.body = null where d.id in :ids", deliveries);
    }

    /** Deletes some deliveries that nobody waits for any more; how many. */
    int clear(Instant before, int max) {
        var old = entityManager
                .createQuery("""
                    select d.id from Delivery d where d.createdAt < :before
                      and (d.status <> 'PENDING'
                        or d.endpointId in (select e.id from Endpoint e where e.status <> 'ACTIVE'))
                    order by d.createdAt
                    """, UUID.class)
                .setParameter("before", before)
                .setMaxResults(max)
                .getResultList();
        if (!old.isEmpty()) {
            execute("delete from Attempt a where a.deliveryId in :ids", old);
            execute("delete from Delivery d where d.id in :ids", old);
        }
        return old.size();
    }

    long dead() {
        return entityManager
                .createQuery(
                        "select count(d) from Delivery d where d.status = 'DEAD' and d.eventType <> 'ping'", Long.class)
                .getSingleResult();
    }

    Optional<Instant> oldestDue() {
        return Optional.ofNullable(entityManager.createQuery("""
            select min(d.dueAt) from Delivery d, Endpoint e
            where e.id = d.endpointId and e.status = 'ACTIVE' and d.status = 'PENDING'
            """, Instant.class).getSingleResult());
    }

    private void execute(String jpql, List<UUID> ids) {
        entityManager.createQuery(jpql).setParameter("ids", ids).executeUpdate();
    }
}
