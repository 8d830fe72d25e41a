package org.foyer.actions.internal;

import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.UUID;
import org.foyer.contracts.actions.AgentView;
import org.foyer.platform.id.Ids;
import org.jspecify.annotations.Nullable;

/**
 * What answers visitors on a company's site. An operator makes it with little more than a name and changes its profile
 * at will; the next visitor sees the change. It owns its actions: writing one locks the agent, and they go when it goes,
 * while the conversations and leads it brought stay in their own contexts. One agent of an installation may be the demo
 * agent, made at first start.
 */
@Entity
class Agent {
    @Id
    private UUID id;

    private UUID workspaceId;

    @Embedded
    private AgentProfile profile;

    /** True or null: the database allows one true. */
    @SuppressWarnings("UnusedVariable") // read by queries
    private @Nullable Boolean demo;

    private Instant createdAt;
    private Instant updatedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Agent() {}

    Agent(UUID workspaceId, AgentProfile profile, Clock clock) {
        this.id = Ids.next();
        this.workspaceId = workspaceId;
        this.profile = profile;
        this.createdAt = clock.instant();
        this.updatedAt = createdAt;
    }

    static Agent demo(UUID workspaceId, AgentProfile profile, Clock clock) {
        var agent = new Agent(workspaceId, profile, clock);
        agent.demo = true;
        return agent;
    }

    void become(AgentProfile changed, Clock clock) {
        if (!changed.equals(profile)) {
            profile = changed;
            updatedAt = clock.instant();
        }
    }

    UUID id() {
        return id;
    }

    UUID workspaceId() {
        return workspaceId;
    }

    Instant createdAt() {
        return createdAt;
    }

    AgentProfile profile() {
        return profile;
    }

    AgentView view() {
        var theme = new LinkedHashMap<String, Object>();
        if (profile.accent() != null) {
            theme.put("accent", profile.accent());
        }
        if (profile.launcherText() != null) {
            theme.put("launcher_text", profile.launcherText());
        }
        return new AgentView(
                id,
                workspaceId,
                profile.name(),
                profile.greeting(),
                profile.systemPrompt(),
                profile.locale(),
                profile.defaultRegion(),
                theme,
                profile.allowedOrigins(),
                createdAt,
                updatedAt);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Agent agent && id.equals(agent.id());
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
