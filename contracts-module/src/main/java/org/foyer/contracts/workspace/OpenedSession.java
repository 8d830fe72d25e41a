package org.foyer.contracts.workspace;

import java.time.Duration;

/**
 * A session just opened.
 *
 * @param token the cookie's value; only its SHA-256 is stored
 * @param csrfToken sent back in {@code X-CSRF-Token} on every write
 * @param lifetime how long the session lasts without use
 */
public record OpenedSession(
        String token, String csrfToken, Duration lifetime, MemberView member, WorkspaceView workspace) {
    /** Without the secret: it must not reach a log. */
    @Override
    public String toString() {
        return "OpenedSession[" + member.id() + "]";
    }
}
