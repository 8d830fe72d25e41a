package org.foyer.workspace.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** Links that let somebody set a password. */
@ApplicationScoped
class PasswordResetRepository {
    @PersistenceContext(unitName = "workspace")
    EntityManager entityManager;

    @SuppressWarnings("NullAway.Init") // the container injects
    protected PasswordResetRepository() {}

    PasswordResetRepository(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    void add(PasswordReset reset) {
        entityManager.persist(reset);
    }

    Optional<PasswordReset> byToken(String tokenHash) {
        return entityManager
                .createQuery("""
                        select r from PasswordReset r
                        where r.tokenHash = :hash
                        """, PasswordReset.class)
                .setParameter("hash", tokenHash)
                .getResultList()
                .stream()
                .findFirst();
    }

    /** How many there were: of two who follow one link at once, one is told none. */
    int deleteAll(UUID accountId) {
        return entityManager.createQuery("""
                        delete from PasswordReset r
                        where r.accountId = :account
                        """).setParameter("account", accountId).executeUpdate();
    }

    void forgetExpired(Instant now) {
        entityManager.createQuery("""
                        delete from PasswordReset r
                        where r.expiresAt <= :now
                        """).setParameter("now", now).executeUpdate();
    }
}
