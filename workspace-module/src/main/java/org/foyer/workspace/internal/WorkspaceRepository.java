package org.foyer.workspace.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.foyer.contracts.workspace.MemberView;
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
                        select new org.foyer.contracts.workspace.MemberView(a.id, a.email, a.name, m.role)
                        from Membership m join Account a on a.id = m.accountId
                        where m.accountId = :account and m.workspaceId = :workspace
                        """, MemberView.class)
                .setParameter("account", accountId)
                .setParameter("workspace", workspaceId)
                .getResultList()
                .stream()
                .findFirst();
    }

    /** Newest first, from the cursor on. */
    List<WorkspaceView> ofAccount(UUID accountId, Cursor after, int most) {
        return entityManager
                .createQuery("""
                        select new org.foyer.contracts.workspace.WorkspaceView(w.id, w.name, w.createdAt)
                        from Workspace w join Membership m on m.workspaceId = w.id
                        where m.accountId = :account
                          and w.createdAt <= :at and (w.createdAt < :at or w.id < :id)
                        order by w.createdAt desc, w.id desc
                        """, WorkspaceView.class)
                .setParameter("account", accountId)
                .setParameter("at", after.at())
                .setParameter("id", after.id())
                .setMaxResults(most)
                .getResultList();
    }

    /** This one workspace, if it is after the cursor. */
    List<WorkspaceView> single(UUID workspaceId, Cursor after) {
        return entityManager
                .createQuery("""
                        select new org.foyer.contracts.workspace.WorkspaceView(w.id, w.name, w.createdAt)
                        from Workspace w
                        where w.id = :workspace
                          and w.createdAt <= :at and (w.createdAt < :at or w.id < :id)
                        """, WorkspaceView.class)
                .setParameter("workspace", workspaceId)
                .setParameter("at", after.at())
                .setParameter("id", after.id())
                .getResultList();
    }
}
