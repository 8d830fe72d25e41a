package org.foyer.workspace.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;

/** The installation's one row. */
@ApplicationScoped
class InstallationRepository {
    @PersistenceContext(unitName = "workspace")
    EntityManager entityManager;

    @SuppressWarnings("NullAway.Init") // the container injects
    protected InstallationRepository() {}

    InstallationRepository(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /** Waits for any other node that holds it, then sees what that node did. */
    Installation lock() {
        var installation = entityManager.find(Installation.class, Installation.ID, LockModeType.PESSIMISTIC_WRITE);
        if (installation == null) {
            throw new IllegalStateException("The row of the table workspace.installation is missing");
        }
        return installation;
    }
}
