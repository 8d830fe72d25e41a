package org.foyer.workspace.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.foyer.platform.id.Ids;
import org.foyer.platform.secret.Secrets;

/** A link that lets whoever holds it set an account's password, once and for an hour. */
@Entity
@Table(name = "password_reset")
class PasswordReset {
    static final Duration LIFETIME = Duration.ofHours(1);

    @Id
    private UUID id;

    @Column(name = "account_id", nullable = false, updatable = false)
    private UUID accountId;

    @Column(name = "token_hash", nullable = false, updatable = false)
    @SuppressWarnings("UnusedVariable") // read by queries
    private String tokenHash;

    @Column(name = "created_at", nullable = false, updatable = false)
    @SuppressWarnings("UnusedVariable") // for whoever looks into the table
    private Instant createdAt;

    @Column(name = "expires_at", nullable = false, updatable = false)
    private Instant expiresAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected PasswordReset() {}

    /** Keeps the digest of the token that the link holds. */
    PasswordReset(UUID accountId, String token, Instant now) {
        this.id = Ids.next();
        this.accountId = accountId;
        this.tokenHash = Secrets.sha256(token);
        this.createdAt = now;
        this.expiresAt = now.plus(LIFETIME);
    }

    UUID accountId() {
        return accountId;
    }

    Instant expiresAt() {
        return expiresAt;
    }
}
