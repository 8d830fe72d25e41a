package org.foyer.contracts.actions;

import java.time.Instant;

/**
 * A new identity secret.
 *
 * @param secret shown this once; its UTF-8 bytes are the key of the HMAC
 */
public record CreatedIdentitySecret(String secret, Instant createdAt) {
    /** Without the secret: it must not reach a log. */
    @Override
    public String toString() {
        return "CreatedIdentitySecret[" + createdAt + "]";
    }
}
