package org.foyer.workspace.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.foyer.contracts.workspace.ApiKeyView;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.Scope;
import org.foyer.platform.id.Ids;
import org.foyer.platform.secret.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * A program's way in. What it may do is fixed when it is made; after that only the time of its last use moves, and
 * revoking deletes it.
 */
@Entity
@Table(name = "api_key")
class ApiKey {
    static final String PREFIX = "fyr_live_";
    static final int LONGEST_LABEL = 100;
    static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

    @Id
    private UUID id;

    @Column(name = "workspace_id", nullable = false, updatable = false)
    private UUID workspaceId;

    @Column(name = "key_hash", nullable = false, updatable = false)
    private String keyHash;

    @Column(nullable = false, updatable = false)
    private String label;

    @Convert(converter = ScopesConverter.class)
    @Column(nullable = false, updatable = false)
    private Set<Scope> scopes;

    @Column(name = "agent_id", updatable = false)
    private @Nullable UUID agentId;

    @Column(name = "created_at", nullable = false, updatable = false)
    private Instant createdAt;

    @Column(name = "last_used_at")
    private @Nullable Instant lastUsedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected ApiKey() {}

    /** Makes what is kept of a key; the key itself is not. */
    ApiKey(String key, UUID workspaceId, String label, Set<Scope> scopes, @Nullable UUID agentId, Instant now) {
        this.id = Ids.next();
        this.workspaceId = workspaceId;
        this.keyHash = Secrets.sha256(key);
        this.label = label;
        this.scopes = ScopesConverter.inOrder(scopes);
        this.agentId = agentId;
        this.createdAt = now;
    }

    UUID id() {
        return id;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** Whether this use is worth a write: the last one noted is at least a minute ago. */
    boolean useIsToBeNoted(Instant now) {
        return lastUsedAt == null || !lastUsedAt.plus(USE_NOTED_EVERY).isAfter(now);
    }

    Caller caller() {
        return new Caller(workspaceId, null, id, scopes, agentId, false, null);
    }

    ApiKeyView view() {
        return new ApiKeyView(id, label, scopes, agentId, createdAt, lastUsedAt);
    }
}
