package org.foyer.workspace.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.foyer.contracts.workspace.NotificationsView.NewLeads;

/** Who wants to be mailed about new leads, and what their digests wait for. */
@ApplicationScoped
class LeadMailRepository {
    @PersistenceContext(unitName = "workspace")
    EntityManager entityManager;

    @SuppressWarnings("NullAway.Init") // the container injects
    protected LeadMailRepository() {}

    LeadMailRepository(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    List<Membership> wanting(UUID workspaceId) {
        return entityManager
                .createQuery("""
                        select m from Membership m
                        where m.workspaceId = :workspace and m.newLeads <> :off
                        """, Membership.class)
                .setParameter("workspace", workspaceId)
                .setParameter("off", NewLeads.OFF)
                .getResultList();
    }

    /** Adds a lead to the digest that is due then, unless it is in one. */
    void add(UUID membershipId, UUID leadId, Instant dueAt) {
        if (entityManager.find(DigestEntry.class, new DigestEntry.Key(membershipId, leadId)) == null) {
            entityManager.persist(new DigestEntry(membershipId, leadId, dueAt));
        }
    }

    boolean isWaiting(UUID membershipId, Instant dueAt) {
        return !entityManager
                .createQuery("""
                        select e.leadId from DigestEntry e
                        where e.membershipId = :membership and e.dueAt = :due
                        """, UUID.class)
                .setParameter("membership", membershipId)
                .setParameter("due", dueAt)
                .setMaxResults(1)
                .getResultList()
                .isEmpty();
    }

    /** All that is due by then, held so that of two who want to send it one finds nothing any more. */
    List<DigestEntry> take(UUID membershipId, Instant dueBy) {
        var entries = entityManager
                .createQuery("""
                        select e from DigestEntry e
                        where e.membershipId = :membership and e.dueAt <= :due
                        order by e.leadId
                        """, DigestEntry.class)
                .setParameter("membership", membershipId)
                .setParameter("due", dueBy)
                .setLockMode(LockModeType.PESSIMISTIC_WRITE)
                .getResultList();
        entries.forEach(entityManager::remove);
        return entries;
    }
}
