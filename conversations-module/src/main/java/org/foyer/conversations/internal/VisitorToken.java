package org.foyer.conversations.internal;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.foyer.platform.secret.Secrets;

/** A token that stands for a visitor until it expires; only its SHA-256 is kept. */
@Entity
class VisitorToken {
    static final String PREFIX = "fyv_";

    @Id
    private String tokenHash;

    private UUID visitorId;
    private Instant expiresAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected VisitorToken() {}

    VisitorToken(String token, UUID visitorId, Instant expiresAt) {
        this.tokenHash = Secrets.sha256(token);
        this.visitorId = visitorId;
        this.expiresAt = expiresAt;
    }

    String tokenHash() {
        return tokenHash;
    }

    UUID visitorId() {
        return visitorId;
    }

    boolean validAt(Instant now) {
        return now.isBefore(expiresAt);
    }
}
