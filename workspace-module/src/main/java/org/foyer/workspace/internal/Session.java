package org.foyer.workspace.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.foyer.platform.id.Ids;
import org.foyer.platform.secret.Secrets;

/**
 * A signed-in browser. It ends by signing out or after fourteen days without use: use moves its end, though at most
 * once a day, so that reading does not mean writing.
 */
@Entity
@Table(name = "session")
class Session {
    static final Duration LIFETIME = Duration.ofDays(14);
    static final Duration RENEWED_AFTER = Duration.ofDays(1);

    @Id
    private UUID id;

    @Column(name = "token_hash", nullable = false, updatable = false)
    private String tokenHash;

    @Column(name = "csrf_token", nullable = false, updatable = false)
    private String csrfToken;

    @Column(name = "account_id", nullable = false, updatable = false)
    private UUID accountId;

    @Column(name = "created_at", nullable = false, updatable = false)
    private Instant createdAt;

    @Column(name = "expires_at", nullable = false)
    private Instant expiresAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Session() {}

    /** Opens a session whose cookie will hold the token; only the token's digest is kept. */
    Session(String token, UUID accountId, Instant now) {
        this.id = Ids.next();
        this.tokenHash = Secrets.sha256(token);
        this.csrfToken = Secrets.token("");
        this.accountId = accountId;
        this.createdAt = now;
        this.expiresAt = now.plus(LIFETIME);
    }

    String csrfToken() {
        return csrfToken;
    }
}
