package org.foyer.workspace.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.foyer.platform.paging.Cursor;

/** Invitations that were neither accepted nor revoked. */
@ApplicationScoped
class InvitationRepository {
    @PersistenceContext(unitName = "workspace")
    EntityManager entityManager;

    @SuppressWarnings("NullAway.Init") // the container injects
    protected InvitationRepository() {}

    InvitationRepository(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    void add(Invitation invitation) {
        entityManager.persist(invitation);
    }

    Optional<Invitation> byToken(String tokenHash) {
        return entityManager.createQuery("""
                        select i from Invitation i
                        where i.tokenHash = :hash
                        """, Invitation.class).setParameter("hash", tokenHash).getResultList().stream()
                .findFirst();
    }

    Optional<Invitation> lock(UUID workspaceId, UUID id) {
        return Optional.ofNullable(entityManager.find(Invitation.class, id, LockModeType.PESSIMISTIC_WRITE))
                .filter(invitation -> invitation.workspaceId().equals(workspaceId));
    }

    Optional<Invitation> byId(UUID workspaceId, UUID id) {
        return Optional.ofNullable(entityManager.find(Invitation.class, id))
                .filter(invitation -> invitation.workspaceId().equals(workspaceId));
    }

    /** Newest first, from the cursor on. */
    List<Invitation> ofWorkspace(UUID workspaceId, Cursor after, int most) {
        return entityManager
                .createQuery("""
                        select i from Invitation i
                        where i.workspaceId = :workspace
                          and i.createdAt <= :at and (i.createdAt < :at or i.id < :id)
                        order by i.createdAt desc, i.id desc
                        """, Invitation.class)
                .setParameter("workspace", workspaceId)
                .setParameter("at", after.at())
                .setParameter("id", after.id())
                .setMaxResults(most)
                .getResultList();
    }

    void deleteFor(UUID workspaceId, String emailKey) {
        entityManager
                .createQuery("""
                        delete from Invitation i
                        where i.workspaceId = :workspace and i.emailKey = :key
                        """)
                .setParameter("workspace", workspaceId)
                .setParameter("key", emailKey)
                .executeUpdate();
    }

    /** Whether it was there: of two who accept at once, one is told so. */
    boolean delete(UUID id) {
        return entityManager.createQuery("""
                                delete from Invitation i
                                where i.id = :id
                                """).setParameter("id", id).executeUpdate() > 0;
    }
}
