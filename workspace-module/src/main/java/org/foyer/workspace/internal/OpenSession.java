package org.foyer.workspace.internal;

import java.time.Instant;
import java.util.UUID;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.Role;

/** An open session in one of its account's workspaces: what a request needs to know. */
record OpenSession(
        UUID id,
        String csrfToken,
        Instant expiresAt,
        UUID accountId,
        boolean installationOwner,
        UUID workspaceId,
        Role role) {

    /** Whether this use is worth a write: the session was last renewed at least a day ago. */
    boolean isToBeRenewed(Instant now) {
        return !expiresAt.isAfter(now.plus(Session.LIFETIME).minus(Session.RENEWED_AFTER));
    }

    Caller caller() {
        return new Caller(workspaceId, accountId, null, role.scopes(), null, installationOwner, csrfToken, role, id);
    }

    @Override
    public String toString() {
        return "OpenSession[" + id + "]"; // the CSRF token stays out of logs
    }
}
