package org.foyer.contracts.workspace;

import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is calling: sessions of members and API keys of programs. */
public interface Access {
    /**
     * Opens a session.
     *
     * @param address where the attempt comes from; failures are counted by e-mail and address
     * @throws org.foyer.contracts.refusal.Refusal UNAUTHENTICATED for a wrong e-mail or password (the two can't be told
     *     apart), TOO_MANY after repeated failures
     */
    OpenedSession signIn(String email, String password, String address);

    /** Ends a session; an unknown token is ignored. */
    void signOut(String sessionToken);

    /**
     * The member behind a session cookie.
     *
     * @param workspaceId which of the member's workspaces; null for the first one
     * @return empty for an unknown or expired token, or a workspace the member does not belong to
     */
    Optional<Caller> bySession(String sessionToken, @Nullable UUID workspaceId);

    /** The program behind an API key; empty for an unknown or revoked one. */
    Optional<Caller> byApiKey(String key);

    /** The caller described to itself. */
    MeView me(Caller caller);
}
