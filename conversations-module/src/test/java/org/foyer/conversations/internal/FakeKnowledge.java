package org.foyer.conversations.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.foyer.contracts.actions.Knowledge;
import org.foyer.contracts.actions.KnowledgeEntryView;
import org.foyer.contracts.actions.KnowledgeMatch;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;

/** Knows what it is told to find for a text. */
final class FakeKnowledge implements Knowledge {
    private final Map<String, List<KnowledgeMatch>> found = new ConcurrentHashMap<>();
    private final Map<UUID, KnowledgeMatch> entries = new ConcurrentHashMap<>();

    KnowledgeMatch finds(String text, String title, String answer, double score) {
        var match = new KnowledgeMatch(UUID.randomUUID(), title, answer, score);
        var key = text.toLowerCase(Locale.ROOT);
        var all = new ArrayList<>(found.getOrDefault(key, List.of()));
        all.add(match);
        found.put(key, List.copyOf(all));
        entries.put(match.entryId(), match);
        return match;
    }

    void forgets(KnowledgeMatch match) {
        entries.remove(match.entryId());
    }

    @Override
    public List<KnowledgeMatch> find(UUID agentId, String text) {
        return found.getOrDefault(text.toLowerCase(Locale.ROOT), List.of());
    }

    @Override
    public Optional<KnowledgeMatch> entry(UUID agentId, UUID entryId) {
        return Optional.ofNullable(entries.get(entryId))
                .map(entry -> new KnowledgeMatch(entry.entryId(), entry.title(), entry.text(), 1));
    }

    @Override
    public KnowledgeEntryView create(UUID workspaceId, UUID agentId, Map<String, Object> body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public KnowledgeEntryView get(UUID workspaceId, UUID agentId, UUID entryId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<KnowledgeEntryView> list(UUID workspaceId, UUID agentId, PageRequest page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public KnowledgeEntryView change(UUID workspaceId, UUID agentId, UUID entryId, Map<String, Object> body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(UUID workspaceId, UUID agentId, UUID entryId) {
        throw new UnsupportedOperationException();
    }
}
