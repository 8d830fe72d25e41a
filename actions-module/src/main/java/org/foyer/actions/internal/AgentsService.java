package org.foyer.actions.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.foyer.contracts.actions.Actions;
import org.foyer.contracts.actions.AgentView;
import org.foyer.contracts.actions.Agents;
import org.foyer.contracts.actions.Knowledge;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.workspace.Workspaces;
import org.foyer.platform.document.Document;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@Transactional
class AgentsService implements Agents {
    private static final Map<String, Object> DEMO = Map.of(
            "name", "Ada from Foyer",
            "greeting", """
                    Hi, I'm Ada, the demo agent of this Foyer installation.
                    Try me: type "Can someone call me back?" or "I'd like a quote", and I'll ask how to reach you.""");
    private static final Map<String, Object> DEMO_ACTION = Map.of(
            "kind", CollectLeads.KIND,
            "description", "when the visitor asks to be contacted, wants a quote or a demo, or a person must follow up",
            "fields", List.of("name", "email", "phone"),
            "success_message", "Thanks! Our team will email you within one business day.",
            "dismiss_message", "No problem — ask me anything else in the meantime.");

    private static final List<Map<String, Object>> DEMO_KNOWLEDGE = List.of(
            Map.of(
                    "title",
                    "What Foyer is",
                    "questions",
                    List.of("What is Foyer?", "What does this product do?", "What can you do?"),
                    "text",
                    "Foyer is a chat for your website that you host yourself. It answers from what you tell it, "
                            + "offers a short form when it makes sense, and keeps who wrote to you as a contact."),
            Map.of(
                    "title", "Price and licence",
                    "questions",
                            List.of(
                                    "How much does Foyer cost?",
                                    "Is it free?",
                                    "What is the licence?",
                                    "Is it open source?"),
                    "text", "Foyer is open source under the Apache License 2.0: you may run it free of charge."),
            Map.of(
                    "title",
                    "Where the data is kept",
                    "questions",
                    List.of(
                            "Where is my data stored?",
                            "Do you send data to other companies?",
                            "Is it GDPR compliant?"),
                    "text",
                    "Everything stays in the database of this installation. Without a language model configured, "
                            + "nothing a visitor writes leaves it."),
            Map.of(
                    "title",
                    "How to add the chat to a website",
                    "questions",
                    List.of(
                            "How do I install the widget?",
                            "How can I put the chat on my website?",
                            "How do I embed it?"),
                    "text",
                    "Put one script tag on your page: it names the address of your Foyer and the agent. You find it "
                            + "in the dashboard, at the agent."));

    private AgentRepository agents;
    private ActionRepository actionRepository;
    private KnowledgeRepository knowledgeRepository;
    private Actions actions;
    private Knowledge knowledge;
    private Workspaces workspaces;
    private Clock clock;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected AgentsService() {}

    @Inject
    AgentsService(
            AgentRepository agents,
            ActionRepository actionRepository,
            KnowledgeRepository knowledgeRepository,
            Actions actions,
            Knowledge knowledge,
            Workspaces workspaces,
            Clock clock) {
        this.agents = agents;
        this.actionRepository = actionRepository;
        this.knowledgeRepository = knowledgeRepository;
        this.actions = actions;
        this.knowledge = knowledge;
        this.workspaces = workspaces;
        this.clock = clock;
    }

    @Override
    public AgentView create(UUID workspaceId, Map<String, Object> body) {
        var agent = new Agent(workspaceId, AgentProfile.of(Document.of(body), regionOf(workspaceId)), clock);
        agents.add(agent);
        return agent.view();
    }

    private String regionOf(UUID workspaceId) {
        return workspaces.get(workspaceId).defaultRegion();
    }

    @Override
    public AgentView get(UUID workspaceId, UUID agentId) {
        return agents.get(workspaceId, agentId).view();
    }

    @Override
    public Page<AgentView> list(UUID workspaceId, @Nullable UUID only, PageRequest page) {
        if (only == null) {
            return agents.list(workspaceId, page).map(Agent::view);
        }
        var agent = agents.find(only).filter(found -> found.workspaceId().equals(workspaceId));
        return new Page<>(agent.map(Agent::view).stream().toList(), null);
    }

    @Override
    public AgentView change(UUID workspaceId, UUID agentId, Map<String, Object> body) {
        var agent = agents.lock(workspaceId, agentId);
        agent.become(agent.profile().with(Document.of(body), regionOf(workspaceId)), clock);
        return agent.view();
    }

    @Override
    public void delete(UUID workspaceId, UUID agentId) {
        var agent = agents.lock(workspaceId, agentId);
        actionRepository.removeAll(agentId);
        knowledgeRepository.removeAll(agentId);
        agents.remove(agent);
    }

    @Override
    public Optional<AgentView> find(UUID agentId) {
        return agents.find(agentId).map(Agent::view);
    }

    @Override
    public AgentView createDemo(UUID workspaceId) {
        var present = agents.demo();
        if (present.isPresent()) {
            return present.get().view();
        }
        var agent = Agent.demo(workspaceId, AgentProfile.of(Document.of(DEMO), regionOf(workspaceId)), clock);
        agents.addDemo(agent);
        actions.create(workspaceId, agent.id(), DEMO_ACTION);
        DEMO_KNOWLEDGE.forEach(entry -> knowledge.create(workspaceId, agent.id(), entry));
        return agent.view();
    }

    @Override
    public Optional<AgentView> findDemo() {
        return agents.demo().map(Agent::view);
    }
}
