package org.foyer.workspace.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.foyer.contracts.workspace.MemberView;
import org.foyer.contracts.workspace.Role;
import org.foyer.platform.id.Ids;
import org.foyer.platform.secret.Secrets;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/**
 * Somebody asked to join a workspace. Whoever holds its link may accept for a week; it ends by being accepted, revoked,
 * or made anew, and an expired one stays to be seen until one of these happens. Its id becomes the account's if the
 * person is new here, so that who was invited and who came are one member.
 */
@Entity
@Table(name = "invitation")
class Invitation {
    static final Duration LIFETIME = Duration.ofDays(7);

    @Id
    private UUID id;

    @Column(name = "workspace_id", nullable = false, updatable = false)
    private UUID workspaceId;

    @Column(nullable = false, updatable = false)
    private String email;

    @Column(name = "email_key", nullable = false, updatable = false)
    private String emailKey;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(nullable = false)
    private Role role;

    @Column(name = "token_hash", nullable = false, updatable = false)
    @SuppressWarnings("UnusedVariable") // read by queries
    private String tokenHash;

    @Column(name = "created_at", nullable = false, updatable = false)
    private Instant createdAt;

    @Column(name = "expires_at", nullable = false, updatable = false)
    private Instant expiresAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Invitation() {}

    /** Keeps the digest of the token that the link holds. */
    Invitation(UUID workspaceId, String email, Role role, String token, Instant now) {
        this.id = Ids.next();
        this.workspaceId = workspaceId;
        this.email = email;
        this.emailKey = Account.emailKey(email);
        this.role = role;
        this.tokenHash = Secrets.sha256(token);
        this.createdAt = now;
        this.expiresAt = now.plus(LIFETIME);
    }

    UUID id() {
        return id;
    }

    UUID workspaceId() {
        return workspaceId;
    }

    String email() {
        return email;
    }

    String emailKey() {
        return emailKey;
    }

    Role role() {
        return role;
    }

    void change(Role changed) {
        role = changed;
    }

    Instant createdAt() {
        return createdAt;
    }

    Instant expiresAt() {
        return expiresAt;
    }

    MemberView view(Instant now) {
        var status = expiresAt.isAfter(now) ? MemberView.Status.INVITED : MemberView.Status.EXPIRED;
        return new MemberView(id, email, "", role, status, createdAt, expiresAt);
    }
}
