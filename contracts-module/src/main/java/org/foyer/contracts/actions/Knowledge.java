package org.foyer.contracts.actions;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;

/**
 * What an agent may answer from. Bodies are the JSON objects of the HTTP contract; a wrong one is refused as INVALID with
 * a violation per property, a foreign agent or entry as NOT_FOUND. An entry is found by its meaning as soon as it is
 * indexed, which happens in the background after each change; until then, and where there is no encoder, by its words.
 */
public interface Knowledge {
    /** An agent holds at most 1000 entries; one more is RULE_VIOLATED. */
    KnowledgeEntryView create(UUID workspaceId, UUID agentId, Map<String, Object> body);

    KnowledgeEntryView get(UUID workspaceId, UUID agentId, UUID entryId);

    /** Newest first. */
    Page<KnowledgeEntryView> list(UUID workspaceId, UUID agentId, PageRequest page);

    /** Changes the named properties; {@code questions} are replaced as a whole. */
    KnowledgeEntryView change(UUID workspaceId, UUID agentId, UUID entryId, Map<String, Object> body);

    void delete(UUID workspaceId, UUID agentId, UUID entryId);

    /**
     * The entries nearest to what a visitor said, best first: at most five, and none with a score below .30. The same
     * knowledge and the same text give the same answer on every node.
     */
    List<KnowledgeMatch> find(UUID agentId, String text);

    /** One entry of the agent, for its visitors; its score is 1. */
    Optional<KnowledgeMatch> entry(UUID agentId, UUID entryId);
}
