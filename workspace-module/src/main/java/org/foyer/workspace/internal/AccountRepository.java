package org.foyer.workspace.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.Optional;
import java.util.UUID;

/** Accounts, found by the e-mail that no two share. */
@ApplicationScoped
class AccountRepository {
    @PersistenceContext(unitName = "workspace")
    EntityManager entityManager;

    @SuppressWarnings("NullAway.Init") // the container injects
    protected AccountRepository() {}

    AccountRepository(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    void add(Account account) {
        entityManager.persist(account);
    }

    Optional<Account> byEmail(String emailKey) {
        return entityManager.createQuery("""
                        select a from Account a
                        where a.emailKey = :key
                        """, Account.class).setParameter("key", emailKey).getResultList().stream()
                .findFirst();
    }

    Optional<Account> byId(UUID id) {
        return Optional.ofNullable(entityManager.find(Account.class, id));
    }
}
