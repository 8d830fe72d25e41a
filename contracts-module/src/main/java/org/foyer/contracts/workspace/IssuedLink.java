package org.foyer.contracts.workspace;

import java.time.Instant;

/**
 * What was made for somebody to follow a link.
 *
 * @param token what the link holds; shown this once, only its SHA-256 is stored
 * @param expiresAt when the link ends
 */
public record IssuedLink<T>(T of, String token, Instant expiresAt) {
    /** Without the secret: it must not reach a log. */
    @Override
    public String toString() {
        return "IssuedLink[expiresAt=" + expiresAt + "]";
    }
}
