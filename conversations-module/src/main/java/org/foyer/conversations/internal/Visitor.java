package org.foyer.conversations.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.conversations.VisitorIdentity;
import org.foyer.platform.id.Ids;
import org.hibernate.annotations.OptimisticLock;
import org.jspecify.annotations.Nullable;

/**
 * Someone who chats with one agent: anonymous, known by nothing but the tokens their browser holds, or an identified
 * person, the same on every device. Made with the first conversation; remembers only whether they declined to give data, until they accept a question of the agent.
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

    private @Nullable String userId;

    // told anew by each of the person's pages, and the last word counts: no conflict
    @OptimisticLock(excluded = true)
    @Convert(converter = JsonConverters.Values.class)
    @Column(columnDefinition = "text")
    private Map<String, String> known;

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
        this.known = Map.of();
        this.createdAt = now;
        this.lastSeenAt = now;
    }

    /** Someone who proved who they are; there is one for each user of an agent's site, on whatever device. */
    static Visitor identified(UUID workspaceId, UUID agentId, String userId, Instant now) {
        var visitor = new Visitor(workspaceId, agentId, now);
        visitor.userId = userId;
        return visitor;
    }

    /** Takes what the site said of the person; what it does not say now stays as it was. */
    void describedBy(Map<String, String> values) {
        var merged = new LinkedHashMap<>(known);
        merged.putAll(values);
        if (!merged.equals(known)) {
            known = merged;
        }
    }

    boolean isIdentified() {
        return userId != null;
    }

    /** The site's name for the person; null for somebody who proved nothing. */
    @Nullable String userId() {
        return userId;
    }

    /** What the site said of the person, normalised, by field. */
    Map<String, String> known() {
        return known;
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
