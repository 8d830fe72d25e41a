package org.foyer.workspace.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.UUID;
import org.foyer.contracts.workspace.Client;
import org.foyer.contracts.workspace.OpenedSession;
import org.foyer.platform.secret.Secrets;

/** Opens the session of somebody who has proved to be who they are, in the transaction under way. */
@ApplicationScoped
class SignIn {
    private WorkspaceRepository workspaces;
    private SessionRepository sessions;
    private Clock clock;

    @Inject
    SignIn(WorkspaceRepository workspaces, SessionRepository sessions, Clock clock) {
        this.workspaces = workspaces;
        this.sessions = sessions;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected SignIn() {}

    OpenedSession open(UUID accountId, UUID workspaceId, Client client) {
        var token = Secrets.token("");
        var session = new Session(token, accountId, client.userAgent(), clock.instant());
        sessions.add(session);
        return new OpenedSession(
                token,
                session.csrfToken(),
                Session.LIFETIME,
                workspaces.member(accountId, workspaceId).orElseThrow(),
                workspaces.view(workspaceId).orElseThrow());
    }
}
