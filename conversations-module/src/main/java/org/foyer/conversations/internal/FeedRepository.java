package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.foyer.contracts.conversations.LivePlace;

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

    FeedCursor cursor() {
        return entityManager.find(FeedCursor.class, FeedCursor.ID);
    }

    boolean hasUnnumbered() {
        return !entityManager
                .createQuery("select e.id from FeedEntry e where e.batch is null", UUID.class)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /**
     * Makes one batch of all entries that are committed and not numbered. The first statement locks the cursor, so
     * batches are made and committed one after the other: who has read one never misses an earlier one.
     */
    void number() {
        entityManager
                .createQuery("update FeedCursor c set c.batch = c.batch + 1 where c.id = :id")
                .setParameter("id", FeedCursor.ID)
                .executeUpdate();
        entityManager.createQuery("""
                        update FeedEntry e set e.batch = (select c.batch from FeedCursor c where c.id = :id)
                        where e.batch is null
                        """).setParameter("id", FeedCursor.ID).executeUpdate();
    }

    List<FeedEntry> after(LivePlace place, int limit) {
        return entityManager
                .createQuery("""
                        select e from FeedEntry e
                        where e.batch >= :batch and (e.batch > :batch or e.seq > :seq) order by e.batch, e.seq
                        """, FeedEntry.class)
                .setParameter("batch", place.batch())
                .setParameter("seq", place.seq())
                .setMaxResults(limit)
                .getResultList();
    }

    List<FeedEntry> ofWorkspace(UUID workspaceId, LivePlace place, int limit) {
        return entityManager
                .createQuery("""
                        select e from FeedEntry e where e.workspaceId = :workspace
                        and e.batch >= :batch and (e.batch > :batch or e.seq > :seq) order by e.batch, e.seq
                        """, FeedEntry.class)
                .setParameter("workspace", workspaceId)
                .setParameter("batch", place.batch())
                .setParameter("seq", place.seq())
                .setMaxResults(limit)
                .getResultList();
    }

    List<FeedEntry> ofConversation(UUID conversationId, Collection<String> kinds, LivePlace place, int limit) {
        return entityManager
                .createQuery("""
                        select e from FeedEntry e where e.conversationId = :conversation and e.kind in :kinds
                        and e.batch >= :batch and (e.batch > :batch or e.seq > :seq) order by e.batch, e.seq
                        """, FeedEntry.class)
                .setParameter("conversation", conversationId)
                .setParameter("kinds", kinds)
                .setParameter("batch", place.batch())
                .setParameter("seq", place.seq())
                .setMaxResults(limit)
                .getResultList();
    }

    /** The oldest numbered entries. */
    List<FeedEntry> oldest(int limit) {
        return entityManager
                .createQuery(
                        "select e from FeedEntry e where e.batch is not null order by e.batch, e.seq", FeedEntry.class)
                .setMaxResults(limit)
                .getResultList();
    }

    /** Removes all batches up to and including this one. */
    void forget(long batch) {
        entityManager
                .createQuery("update FeedCursor c set c.forgotten = :batch where c.id = :id and c.forgotten < :batch")
                .setParameter("batch", batch)
                .setParameter("id", FeedCursor.ID)
                .executeUpdate();
        entityManager
                .createQuery("delete from FeedEntry e where e.batch <= :batch")
                .setParameter("batch", batch)
                .executeUpdate();
    }
}
