package org.foyer.conversations.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.foyer.contracts.conversations.VisitorIdentity;
import org.foyer.platform.id.Ids;
import org.hibernate.annotations.OptimisticLock;
import org.jspecify.annotations.Nullable;

/**
 * Someone who chats with one agent, known by nothing but the tokens their browser holds. Made with the first
 * conversation; remembers only whether they declined to give data, until they accept a question of the agent.
 */
@Entity
class Visitor {
    @Id
    private UUID id;

    private UUID workspaceId;
    private UUID agentId;

    // may be said in two conversations at once, and the last word counts: no conflict
    @OptimisticLock(excluded = true)
    private boolean declined;

    private Instant createdAt;

    // moved by a statement of its own, so that being seen is never a conflict
    @OptimisticLock(excluded = true)
    @Column(updatable = false)
    private @Nullable Instant lastSeenAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Visitor() {}

    Visitor(UUID workspaceId, UUID agentId, Instant now) {
        this.id = Ids.next();
        this.workspaceId = workspaceId;
        this.agentId = agentId;
        this.createdAt = now;
        this.lastSeenAt = now;
    }

    void declines() {
        declined = true;
    }

    void agrees() {
        declined = false;
    }

    UUID id() {
        return id;
    }

    UUID agentId() {
        return agentId;
    }

    boolean declined() {
        return declined;
    }

    Instant createdAt() {
        return createdAt;
    }

    /** To within a quarter of a minute; null if not since that is recorded. */
    @Nullable Instant lastSeenAt() {
        return lastSeenAt;
    }

    VisitorIdentity identity() {
        return new VisitorIdentity(id, agentId, workspaceId);
    }
}
