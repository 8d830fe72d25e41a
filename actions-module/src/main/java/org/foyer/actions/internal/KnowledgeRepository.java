package org.foyer.actions.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.paging.Cursor;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class KnowledgeRepository {
    @PersistenceContext(unitName = "actions")
    EntityManager entityManager;

    protected KnowledgeRepository() {}

    KnowledgeRepository(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /** An entry's present wording, and what it is indexed as; null where it is not. */
    record Head(
            UUID entryId,
            UUID revision,
            @Nullable UUID indexed,
            @Nullable String modelId) {
        boolean isIndexedBy(String model) {
            return revision.equals(indexed) && model.equals(modelId);
        }
    }

    void add(KnowledgeEntry entry) {
        entityManager.persist(entry);
        entityManager.flush();
    }

    void add(KnowledgeIndex index) {
        entityManager.persist(index);
    }

    long count(Agent agent) {
        return entityManager
                .createQuery("select count(e) from KnowledgeEntry e where e.agentId = :agent", Long.class)
                .setParameter("agent", agent.id())
                .getSingleResult();
    }

    Optional<KnowledgeEntry> find(UUID agentId, UUID id) {
        return Optional.ofNullable(entityManager.find(KnowledgeEntry.class, id))
                .filter(entry -> entry.agentId().equals(agentId));
    }

    KnowledgeEntry get(Agent agent, UUID id) {
        return find(agent.id(), id).orElseThrow(() -> Refusal.notFound("knowledge entry"));
    }

    /** The entry that is worded so now, its row locked; empty if it has been changed or deleted since. */
    Optional<KnowledgeEntry> lock(UUID revision) {
        return entityManager
                .createQuery("select e from KnowledgeEntry e where e.revision = :revision", KnowledgeEntry.class)
                .setParameter("revision", revision)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultStream()
                .findFirst();
    }

    Page<KnowledgeEntry> list(Agent agent, PageRequest page) {
        var after = Cursor.of(page);
        var entries = entityManager
                .createQuery("""
                        select e from KnowledgeEntry e
                        where e.agentId = :agent
                          and e.createdAt <= :at and (e.createdAt < :at or e.id < :id)
                        order by e.createdAt desc, e.id desc
                        """, KnowledgeEntry.class)
                .setParameter("agent", agent.id())
                .setParameter("at", after.at())
                .setParameter("id", after.id())
                .setMaxResults(page.limit() + 1)
                .getResultList();
        return Cursor.page(entries, page.limit(), entry -> new Cursor(entry.createdAt(), entry.id()));
    }

    List<KnowledgeEntry> all(Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : entityManager
                        .createQuery("select e from KnowledgeEntry e where e.id in :ids", KnowledgeEntry.class)
                        .setParameter("ids", ids)
                        .getResultList();
    }

    Optional<KnowledgeIndex> index(UUID entryId) {
        return Optional.ofNullable(entityManager.find(KnowledgeIndex.class, entryId));
    }

    Map<UUID, KnowledgeIndex> indexes(Collection<UUID> entryIds) {
        return entryIds.isEmpty()
                ? Map.of()
                : entityManager
                        .createQuery("select i from KnowledgeIndex i where i.entryId in :ids", KnowledgeIndex.class)
                        .setParameter("ids", entryIds)
                        .getResultStream()
                        .collect(Collectors.toMap(KnowledgeIndex::entryId, Function.identity()));
    }

    /** All entries of an agent, without their texts. */
    List<Head> heads(UUID agentId) {
        return entityManager
                .createQuery("""
                        select new org.foyer.actions.internal.KnowledgeRepository$Head(
                            e.id, e.revision, i.revision, i.modelId)
                        from KnowledgeEntry e left join KnowledgeIndex i on i.entryId = e.id
                        where e.agentId = :agent order by e.createdAt, e.id
                        """, Head.class)
                .setParameter("agent", agentId)
                .getResultList();
    }

    /** Revisions that are not indexed by this model. */
    List<UUID> unindexed(String modelId, int atMost) {
        return entityManager
                .createQuery("""
                        select e.revision from KnowledgeEntry e left join KnowledgeIndex i on i.entryId = e.id
                        where i.entryId is null or i.revision <> e.revision or i.modelId <> :model
                        order by e.updatedAt, e.id
                        """, UUID.class)
                .setParameter("model", modelId)
                .setMaxResults(atMost)
                .getResultList();
    }

    // Entries are locked before their indexes go: indexing locks in that order, too.
    void remove(KnowledgeEntry entry) {
        entityManager.lock(entry, LockModeType.PESSIMISTIC_WRITE);
        index(entry.id()).ifPresent(index -> {
            entityManager.remove(index);
            entityManager.flush();
        });
        entityManager.remove(entry);
    }

    void removeAll(UUID agentId) {
        entityManager
                .createQuery("select e from KnowledgeEntry e where e.agentId = :agent", KnowledgeEntry.class)
                .setParameter("agent", agentId)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
        for (var entity : List.of("KnowledgeIndex", "KnowledgeEntry")) {
            entityManager
                    .createQuery("delete from " + entity + " k where k.agentId = :agent")
                    .setParameter("agent", agentId)
                    .executeUpdate();
        }
    }
}
