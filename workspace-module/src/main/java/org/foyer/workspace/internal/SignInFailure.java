package org.foyer.workspace.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.foyer.platform.id.Ids;

/** An attempt to sign in that did not succeed, or has not yet; deleted by a success or when it no longer counts. */
@Entity
@Table(name = "sign_in_failure")
class SignInFailure {
    @Id
    private UUID id;

    @Column(nullable = false, updatable = false)
    private String who;

    @Column(name = "failed_at", nullable = false, updatable = false)
    private Instant failedAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected SignInFailure() {}

    SignInFailure(String who, Instant now) {
        this.id = Ids.next();
        this.who = who;
        this.failedAt = now;
    }

    UUID id() {
        return id;
    }
}
