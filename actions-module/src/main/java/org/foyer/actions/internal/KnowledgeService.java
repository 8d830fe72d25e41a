package org.foyer.actions.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.foyer.contracts.actions.Knowledge;
import org.foyer.contracts.actions.KnowledgeEntryView;
import org.foyer.contracts.actions.KnowledgeMatch;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.document.Document;
import org.foyer.platform.jobs.Jobs;

@ApplicationScoped
@Transactional
class KnowledgeService implements Knowledge {
    private static final int MAX_ENTRIES = 1000;

    private AgentRepository agents;
    private KnowledgeRepository knowledge;
    private KnowledgeSearch search;
    private KnowledgeIndexing indexing;
    private Jobs jobs;
    private Clock clock;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected KnowledgeService() {}

    @Inject
    KnowledgeService(
            AgentRepository agents,
            KnowledgeRepository knowledge,
            KnowledgeSearch search,
            KnowledgeIndexing indexing,
            Jobs jobs,
            Clock clock) {
        this.agents = agents;
        this.knowledge = knowledge;
        this.search = search;
        this.indexing = indexing;
        this.jobs = jobs;
        this.clock = clock;
    }

    @Override
    public KnowledgeEntryView create(UUID workspaceId, UUID agentId, Map<String, Object> body) {
        var agent = agents.lock(workspaceId, agentId);
        var entry = new KnowledgeEntry(agent, Document.of(body), clock);
        if (knowledge.count(agent) >= MAX_ENTRIES) {
            throw Refusal.of(
                    Refusal.Kind.RULE_VIOLATED, "An agent holds at most " + MAX_ENTRIES + " entries of knowledge.");
        }
        knowledge.add(entry);
        jobs.submit(indexing, entry.revision());
        return entry.view(null);
    }

    @Override
    public KnowledgeEntryView get(UUID workspaceId, UUID agentId, UUID entryId) {
        return view(knowledge.get(agents.get(workspaceId, agentId), entryId));
    }

    private KnowledgeEntryView view(KnowledgeEntry entry) {
        return entry.view(knowledge.index(entry.id()).orElse(null));
    }

    @Override
    public Page<KnowledgeEntryView> list(UUID workspaceId, UUID agentId, PageRequest page) {
        var entries = knowledge.list(agents.get(workspaceId, agentId), page);
        var indexes = knowledge.indexes(
                entries.items().stream().map(KnowledgeEntry::id).toList());
        return entries.map(entry -> entry.view(indexes.get(entry.id())));
    }

    @Override
    public KnowledgeEntryView change(UUID workspaceId, UUID agentId, UUID entryId, Map<String, Object> body) {
        var entry = knowledge.get(agents.lock(workspaceId, agentId), entryId);
        if (entry.reworded(Document.of(body), clock)) {
            jobs.submit(indexing, entry.revision());
        }
        return view(entry);
    }

    @Override
    public void delete(UUID workspaceId, UUID agentId, UUID entryId) {
        knowledge.remove(knowledge.get(agents.lock(workspaceId, agentId), entryId));
    }

    @Override
    public List<KnowledgeMatch> find(UUID agentId, String text) {
        return search.find(agentId, text);
    }

    @Override
    public Optional<KnowledgeMatch> entry(UUID agentId, UUID entryId) {
        return knowledge
                .find(agentId, entryId)
                .map(entry -> new KnowledgeMatch(entry.id(), entry.title(), entry.text(), 1));
    }
}
