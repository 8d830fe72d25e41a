package org.foyer.workspace.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.foyer.contracts.workspace.SessionView;
import org.foyer.platform.id.Ids;
import org.foyer.platform.secret.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * A signed-in browser. It ends by signing out or after fourteen days without use: use moves its end, though at most
 * once a day, so that reading does not mean writing.
 */
@Entity
@Table(name = "session")
class Session {
    static final Duration LIFETIME = Duration.ofDays(14);
    static final int LONGEST_USER_AGENT = 200;
    static final Duration RENEWED_AFTER = Duration.ofDays(1);

    @Id
    private UUID id;

    @Column(name = "token_hash", nullable = false, updatable = false)
    private String tokenHash;

    @Column(name = "csrf_token", nullable = false, updatable = false)
    private String csrfToken;

    @Column(name = "account_id", nullable = false, updatable = false)
    private UUID accountId;

    @Column(name = "user_agent", updatable = false)
    private @Nullable String userAgent;

    @Column(name = "created_at", nullable = false, updatable = false)
    private Instant createdAt;

    @Column(name = "expires_at", nullable = false)
    private Instant expiresAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Session() {}

    /** Opens a session whose cookie will hold the token; only the token's digest is kept. */
    Session(String token, UUID accountId, @Nullable String userAgent, Instant now) {
        this.id = Ids.next();
        this.tokenHash = Secrets.sha256(token);
        this.csrfToken = Secrets.token("");
        this.accountId = accountId;
        this.userAgent = userAgent == null ? null : printable(userAgent);
        this.createdAt = now;
        this.expiresAt = now.plus(LIFETIME);
    }

    String csrfToken() {
        return csrfToken;
    }

    // a header may hold anything
    private static String printable(String userAgent) {
        var clean = new StringBuilder();
        userAgent
                .codePoints()
                .filter(c ->
                        !Character.isISOControl(c) && !(c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE))
                .limit(LONGEST_USER_AGENT)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    /** As its owner sees it; {@code current} is the one they look with. */
    SessionView view(@Nullable UUID current) {
        return new SessionView(id, userAgent, createdAt, expiresAt.minus(LIFETIME), expiresAt, id.equals(current));
    }
}
