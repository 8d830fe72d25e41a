package org.foyer.workspace.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Sessions, found by the digest of their token. */
@ApplicationScoped
class SessionRepository {
    private static final int MOST_LISTED = 100;

    private static final String OPEN_SESSION = """
            select new org.foyer.workspace.internal.OpenSession(
                s.id, s.csrfToken, s.expiresAt, a.id, a.installationOwner, m.workspaceId, m.role)
            from Session s
              join Account a on a.id = s.accountId
              join Membership m on m.accountId = a.id
            where s.tokenHash = :hash and s.expiresAt > :now
            """;

    @PersistenceContext(unitName = "workspace")
    EntityManager entityManager;

    @SuppressWarnings("NullAway.Init") // the container injects
    protected SessionRepository() {}

    SessionRepository(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    void add(Session session) {
        entityManager.persist(session);
    }

    /** The session that is open under this token, in the workspace its account has belonged to longest. */
    Optional<OpenSession> open(String tokenHash, Instant now) {
        return entityManager
                .createQuery(OPEN_SESSION + " order by m.createdAt, m.id", OpenSession.class)
                .setParameter("hash", tokenHash)
                .setParameter("now", now)
                .setMaxResults(1)
                .getResultList()
                .stream()
                .findFirst();
    }

    /** The session that is open under this token, in this workspace if its account belongs to it. */
    Optional<OpenSession> open(String tokenHash, UUID workspaceId, Instant now) {
        return entityManager
                .createQuery(OPEN_SESSION + " and m.workspaceId = :workspace", OpenSession.class)
                .setParameter("hash", tokenHash)
                .setParameter("now", now)
                .setParameter("workspace", workspaceId)
                .getResultList()
                .stream()
                .findFirst();
    }

    /** A plain update, so that parallel requests of one session never collide. */
    void renew(UUID sessionId, Instant expiresAt) {
        entityManager
                .createQuery("""
                        update Session s set s.expiresAt = :expiresAt
                        where s.id = :id and s.expiresAt < :expiresAt
                        """)
                .setParameter("expiresAt", expiresAt)
                .setParameter("id", sessionId)
                .executeUpdate();
    }

    void end(String tokenHash) {
        entityManager.createQuery("""
                        delete from Session s
                        where s.tokenHash = :hash
                        """).setParameter("hash", tokenHash).executeUpdate();
    }

    /** An account's open sessions, newest first. */
    List<Session> ofAccount(UUID accountId, Instant now) {
        return entityManager
                .createQuery("""
                        select s from Session s
                        where s.accountId = :account and s.expiresAt > :now
                        order by s.createdAt desc, s.id desc
                        """, Session.class)
                .setParameter("account", accountId)
                .setParameter("now", now)
                .setMaxResults(MOST_LISTED)
                .getResultList();
    }

    /** Whether the account had such a session. */
    boolean end(UUID accountId, UUID sessionId) {
        return entityManager
                        .createQuery("""
                                delete from Session s
                                where s.accountId = :account and s.id = :id
                                """)
                        .setParameter("account", accountId)
                        .setParameter("id", sessionId)
                        .executeUpdate()
                > 0;
    }

    void endAll(UUID accountId) {
        entityManager.createQuery("""
                        delete from Session s
                        where s.accountId = :account
                        """).setParameter("account", accountId).executeUpdate();
    }

    void endOthers(UUID accountId, UUID but) {
        entityManager
                .createQuery("""
                        delete from Session s
                        where s.accountId = :account and s.id <> :but
                        """)
                .setParameter("account", accountId)
                .setParameter("but", but)
                .executeUpdate();
    }

    void forgetExpired(Instant now) {
        entityManager.createQuery("""
                        delete from Session s
                        where s.expiresAt <= :now
                        """).setParameter("now", now).executeUpdate();
    }
}
