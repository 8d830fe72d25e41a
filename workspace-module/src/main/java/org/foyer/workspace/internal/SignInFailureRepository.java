package org.foyer.workspace.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.UUID;

/** Failed attempts to sign in. */
@ApplicationScoped
class SignInFailureRepository {
    @PersistenceContext(unitName = "workspace")
    EntityManager entityManager;

    @SuppressWarnings("NullAway.Init") // the container injects
    protected SignInFailureRepository() {}

    SignInFailureRepository(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    void add(SignInFailure failure) {
        entityManager.persist(failure);
    }

    long countAfter(String who, Instant since) {
        return entityManager
                .createQuery("""
                        select count(f) from SignInFailure f
                        where f.who = :who and f.failedAt > :since
                        """, Long.class)
                .setParameter("who", who)
                .setParameter("since", since)
                .getSingleResult();
    }

    void delete(UUID id) {
        entityManager.createQuery("""
                        delete from SignInFailure f
                        where f.id = :id
                        """).setParameter("id", id).executeUpdate();
    }

    void deleteAll(String who) {
        entityManager.createQuery("""
                        delete from SignInFailure f
                        where f.who = :who
                        """).setParameter("who", who).executeUpdate();
    }

    void forgetUntil(Instant end) {
        entityManager.createQuery("""
                        delete from SignInFailure f
                        where f.failedAt <= :end
                        """).setParameter("end", end).executeUpdate();
    }
}
