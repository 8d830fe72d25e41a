package org.foyer.actions.internal;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import org.foyer.contracts.actions.ActionView;
import org.foyer.platform.id.Ids;
import org.jspecify.annotations.Nullable;

/**
 * Something an agent may propose to a visitor. It is given to one agent as one kind of action, and both stay; all else
 * the operator changes, and switches it off and on, until it or its agent is deleted. It is only ever written while its
 * agent is locked. Who was offered what, and what came of it, is not known here.
 */
@Entity
class Action {
    @Id
    private UUID id;

    @SuppressWarnings("UnusedVariable") // whose row it is, for queries and for people
    private UUID workspaceId;

    private UUID agentId;
    private String kind;

    @Embedded
    private ActionSettings settings;

    private Instant createdAt;
    private Instant updatedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Action() {}

    Action(Agent agent, String kind, ActionSettings settings, Clock clock) {
        this.id = Ids.next();
        this.workspaceId = agent.workspaceId();
        this.agentId = agent.id();
        this.kind = kind;
        this.settings = settings;
        this.createdAt = clock.instant();
        this.updatedAt = createdAt;
    }

    void become(ActionSettings changed, Clock clock) {
        if (!changed.equals(settings)) {
            settings = changed;
            updatedAt = clock.instant();
        }
    }

    UUID id() {
        return id;
    }

    String kind() {
        return kind;
    }

    Instant createdAt() {
        return createdAt;
    }

    ActionSettings settings() {
        return settings;
    }

    ActionView view() {
        return new ActionView(
                id,
                agentId,
                kind,
                settings.name(),
                settings.description(),
                settings.mode(),
                settings.enabled(),
                settings.sensitivity(),
                settings.offerExamples(),
                settings.dontOfferExamples(),
                settings.kindProperties(),
                createdAt,
                updatedAt);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Action action && id.equals(action.id());
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
