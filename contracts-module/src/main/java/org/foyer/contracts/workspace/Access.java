package org.foyer.contracts.workspace;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who is calling: sessions of members and API keys of programs. */
public interface Access {
    /**
     * Opens a session.
     *
     * @param body {@code email}, {@code password}
     * @param client where the attempt comes from; failures are counted by e-mail and address
     * @throws org.foyer.contracts.refusal.Refusal INVALID; UNAUTHENTICATED for a wrong e-mail or password (the two can't
     *     be told apart), TOO_MANY after repeated failures
     */
    OpenedSession signIn(Map<String, Object> body, Client client);

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

    /** The open sessions of the calling member, newest first. */
    List<SessionView> sessions(Caller caller);

    /** Ends one of the calling member's sessions; NOT_FOUND where there is none. */
    void endSession(Caller caller, UUID sessionId);

    /** Ends all of the calling member's sessions but the one that asks. */
    void endOtherSessions(Caller caller);

    /**
     * Changes the calling member's password and ends all their other sessions.
     *
     * @param body {@code current_password}, {@code new_password} (8–200)
     * @throws org.foyer.contracts.refusal.Refusal INVALID, for a wrong current password too; TOO_MANY after repeated
     *     wrong ones
     */
    void changePassword(Caller caller, Map<String, Object> body, Client client);

    /**
     * Asks for a link that sets a new password. The answer and its time are the same whether the e-mail is anyone's:
     * what follows happens later, see {@link PasswordResetRequested}.
     *
     * @param body {@code email}
     * @throws org.foyer.contracts.refusal.Refusal INVALID; TOO_MANY after repeated requests, for any e-mail alike
     */
    void requestPasswordReset(Map<String, Object> body, Client client);

    /**
     * Sets a new password by a link, once, and ends all sessions of the account.
     *
     * @param body {@code token}, {@code password} (8–200)
     * @throws org.foyer.contracts.refusal.Refusal INVALID, where the token is unknown, used or expired too
     */
    void resetPassword(Map<String, Object> body);

    /** The caller described to itself. */
    MeView me(Caller caller);
}
