package org.foyer.conversations.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.foyer.contracts.actions.AgentView;
import org.foyer.contracts.actions.Agents;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** Agents in memory: what conversations ask of them, and nothing else. */
final class FakeAgents implements Agents {
    private final Map<UUID, AgentView> agents = new ConcurrentHashMap<>();

    AgentView add(UUID workspaceId, String greeting, String defaultRegion) {
        var agent = new AgentView(
                UUID.randomUUID(),
                workspaceId,
                "Front desk",
                greeting,
                "",
                "en",
                defaultRegion,
                Map.of(),
                List.of(),
                ConversationFixture.START,
                ConversationFixture.START);
        agents.put(agent.id(), agent);
        return agent;
    }

    /** Gives an agent this system prompt. */
    void instruct(AgentView agent, String systemPrompt) {
        agents.put(
                agent.id(),
                new AgentView(
                        agent.id(),
                        agent.workspaceId(),
                        agent.name(),
                        agent.greeting(),
                        systemPrompt,
                        agent.locale(),
                        agent.defaultRegion(),
                        agent.theme(),
                        agent.allowedOrigins(),
                        agent.createdAt(),
                        agent.updatedAt()));
    }

    void remove(AgentView agent) {
        agents.remove(agent.id());
    }

    @Override
    public AgentView get(UUID workspaceId, UUID agentId) {
        return find(agentId)
                .filter(agent -> agent.workspaceId().equals(workspaceId))
                .orElseThrow(() -> Refusal.notFound("agent"));
    }

    @Override
    public Optional<AgentView> find(UUID agentId) {
        return Optional.ofNullable(agents.get(agentId));
    }

    @Override
    public AgentView create(UUID workspaceId, Map<String, Object> body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<AgentView> list(UUID workspaceId, @Nullable UUID only, PageRequest page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AgentView change(UUID workspaceId, UUID agentId, Map<String, Object> body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(UUID workspaceId, UUID agentId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public AgentView createDemo(UUID workspaceId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<AgentView> findDemo() {
        throw new UnsupportedOperationException();
    }
}
