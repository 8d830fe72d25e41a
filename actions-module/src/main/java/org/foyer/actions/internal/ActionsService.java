package org.foyer.actions.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.foyer.contracts.actions.ActionKindView;
import org.foyer.contracts.actions.ActionView;
import org.foyer.contracts.actions.Actions;
import org.foyer.contracts.actions.LeadCollection;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.document.Document;

@ApplicationScoped
@Transactional
class ActionsService implements Actions {
    private AgentRepository agents;
    private ActionRepository actions;
    private ActionKinds kinds;
    private CollectLeads collectLeads;
    private Clock clock;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected ActionsService() {}

    @Inject
    ActionsService(
            AgentRepository agents,
            ActionRepository actions,
            ActionKinds kinds,
            CollectLeads collectLeads,
            Clock clock) {
        this.agents = agents;
        this.actions = actions;
        this.kinds = kinds;
        this.collectLeads = collectLeads;
        this.clock = clock;
    }

    @Override
    @Transactional(Transactional.TxType.SUPPORTS)
    public List<ActionKindView> kinds() {
        return kinds.all().stream().map(ActionKind::view).toList();
    }

    @Override
    public ActionView create(UUID workspaceId, UUID agentId, Map<String, Object> body) {
        // the lock makes a default name free until it is taken, however many actions are made at once
        var agent = agents.lock(workspaceId, agentId);
        var document = Document.of(body);
        var kind = kind(document).in(workspaceId);
        var settings = ActionSettings.of(document, kind, actions.names(agent, null));
        var action = new Action(agent, kind.kind(), settings, clock);
        actions.add(action);
        return action.view();
    }

    /** Without a kind the rest can't be judged, so nothing else is reported. */
    private ActionKind kind(Document body) {
        var known = "one of " + String.join(", ", kinds.names());
        if (body.raw("kind") == null) {
            throw Refusal.invalid("/kind", "is required: " + known);
        }
        return (body.raw("kind") instanceof String name ? kinds.find(name) : Optional.<ActionKind>empty())
                .orElseThrow(() -> Refusal.invalid("/kind", "must be " + known));
    }

    @Override
    public ActionView get(UUID workspaceId, UUID agentId, UUID actionId) {
        return actions.get(agents.get(workspaceId, agentId), actionId).view();
    }

    @Override
    public Page<ActionView> list(UUID workspaceId, UUID agentId, PageRequest page) {
        return actions.list(agents.get(workspaceId, agentId), page).map(Action::view);
    }

    @Override
    public ActionView change(UUID workspaceId, UUID agentId, UUID actionId, Map<String, Object> body) {
        var agent = agents.lock(workspaceId, agentId);
        var action = actions.get(agent, actionId);
        var document = Document.of(body);
        if (document.has("kind") && !action.kind().equals(document.raw("kind"))) {
            document.violation("kind", "can't be changed");
        }
        var kind = kinds.find(action.kind()).orElseThrow().in(workspaceId);
        action.become(action.settings().with(document, kind, actions.names(agent, action)), clock);
        return action.view();
    }

    @Override
    public ActionView learn(UUID workspaceId, UUID agentId, UUID actionId, Map<String, Object> body) {
        var action = actions.get(agents.lock(workspaceId, agentId), actionId);
        action.become(action.settings().withExample(Document.of(body)), clock);
        return action.view();
    }

    @Override
    public void delete(UUID workspaceId, UUID agentId, UUID actionId) {
        actions.remove(actions.get(agents.lock(workspaceId, agentId), actionId));
    }

    @Override
    public List<ActionView> enabled(UUID agentId) {
        return actions.enabled(agentId).stream().map(Action::view).toList();
    }

    @Override
    public LeadCollection leadCollection(ActionView action) {
        if (!action.kind().equals(CollectLeads.KIND)) {
            throw new IllegalArgumentException("an action of kind " + action.kind() + " collects no leads");
        }
        return agents.find(action.agentId())
                .map(agent -> collectLeads.in(agent.workspaceId()))
                .orElse(collectLeads)
                .form(action.properties());
    }
}
