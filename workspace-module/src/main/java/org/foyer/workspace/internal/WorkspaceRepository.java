package org.foyer.workspace.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.foyer.contracts.workspace.MemberView;
import org.foyer.contracts.workspace.Role;
import org.foyer.contracts.workspace.WorkspaceView;
import org.foyer.platform.paging.Cursor;

/** Workspaces and who belongs to them. */
@ApplicationScoped
class WorkspaceRepository {
    @PersistenceContext(unitName = "workspace")
    EntityManager entityManager;

    @SuppressWarnings("NullAway.Init") // the container injects
    protected WorkspaceRepository() {}

    WorkspaceRepository(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    void add(Workspace workspace) {
        entityManager.persist(workspace);
    }

    void add(Membership membership) {
        entityManager.persist(membership);
    }

    /** Holds the workspace until the transaction ends: whoever changes it, or who owns it, waits for the other. */
    Optional<Workspace> lock(UUID workspaceId) {
        return Optional.ofNullable(entityManager.find(Workspace.class, workspaceId, LockModeType.PESSIMISTIC_WRITE));
    }

    Optional<WorkspaceView> view(UUID workspaceId) {
        return Optional.ofNullable(entityManager.find(Workspace.class, workspaceId))
                .map(Workspace::view);
    }

    /** The membership an account has had longest. */
    Optional<Membership> firstMembership(UUID accountId) {
        return entityManager
                .createQuery("""
                        select m from Membership m
                        where m.accountId = :account
                        order by m.createdAt, m.id
                        """, Membership.class)
                .setParameter("account", accountId)
                .setMaxResults(1)
                .getResultList()
                .stream()
                .findFirst();
    }

    Optional<MemberView> member(UUID accountId, UUID workspaceId) {
        return entityManager
                .createQuery("""
                        select new org.foyer.contracts.workspace.MemberView(a.id, a.email, a.name, m.role, m.createdAt)
                        from Membership m join Account a on a.id = m.accountId
                        where m.accountId = :account and m.workspaceId = :workspace
                        """, MemberView.class)
                .setParameter("account", accountId)
                .setParameter("workspace", workspaceId)
                .getResultList()
                .stream()
                .findFirst();
    }

    Optional<Membership> membership(UUID accountId, UUID workspaceId) {
        return entityManager
                .createQuery("""
                        select m from Membership m
                        where m.accountId = :account and m.workspaceId = :workspace
                        """, Membership.class)
                .setParameter("account", accountId)
                .setParameter("workspace", workspaceId)
                .getResultList()
                .stream()
                .findFirst();
    }

    List<Membership> memberships(UUID accountId) {
        return entityManager
                .createQuery("""
                        select m from Membership m
                        where m.accountId = :account
                        """, Membership.class)
                .setParameter("account", accountId)
                .getResultList();
    }

    void remove(Membership membership) {
        entityManager.remove(membership);
        entityManager.flush();
    }

    /** How many owners a workspace has; exact only for who holds its lock. */
    long owners(UUID workspaceId) {
        return entityManager
                .createQuery("""
                        select count(m) from Membership m
                        where m.workspaceId = :workspace and m.role = :owner
                        """, Long.class)
                .setParameter("workspace", workspaceId)
                .setParameter("owner", Role.OWNER)
                .getSingleResult();
    }

    /** Members, newest first, from the cursor on. */
    List<MemberView> members(UUID workspaceId, Cursor after, int most) {
        return entityManager
                .createQuery("""
                        select new org.foyer.contracts.workspace.MemberView(a.id, a.email, a.name, m.role, m.createdAt)
                        from Membership m join Account a on a.id = m.accountId
                        where m.workspaceId = :workspace
                          and m.createdAt <= :at and (m.createdAt < :at or m.accountId < :id)
                        order by m.createdAt desc, m.accountId desc
                        """, MemberView.class)
                .setParameter("workspace", workspaceId)
                .setParameter("at", after.at())
                .setParameter("id", after.id())
                .setMaxResults(most)
                .getResultList();
    }

    /** Newest first, from the cursor on. */
    List<Workspace> ofAccount(UUID accountId, Cursor after, int most) {
        return entityManager
                .createQuery("""
                        select w
                        from Workspace w join Membership m on m.workspaceId = w.id
                        where m.accountId = :account
                          and w.createdAt <= :at and (w.createdAt < :at or w.id < :id)
                        order by w.createdAt desc, w.id desc
                        """, Workspace.class)
                .setParameter("account", accountId)
                .setParameter("at", after.at())
                .setParameter("id", after.id())
                .setMaxResults(most)
                .getResultList();
    }

    /** This one workspace, if it is after the cursor. */
    List<Workspace> single(UUID workspaceId, Cursor after) {
        return entityManager
                .createQuery("""
                        select w
                        from Workspace w
                        where w.id = :workspace
                          and w.createdAt <= :at and (w.createdAt < :at or w.id < :id)
                        """, Workspace.class)
                .setParameter("workspace", workspaceId)
                .setParameter("at", after.at())
                .setParameter("id", after.id())
                .getResultList();
    }
}
