package org.foyer.contracts.actions;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.jspecify.annotations.Nullable;

/**
 * The agents of a workspace. Bodies are the JSON objects of the HTTP contract (null and absent differ); a wrong one is
 * refused as INVALID with a violation per property, a foreign agent as NOT_FOUND.
 */
public interface Agents {
    AgentView create(UUID workspaceId, Map<String, Object> body);

    AgentView get(UUID workspaceId, UUID agentId);

    /**
     * Newest first.
     *
     * @param only the single agent to list (a bound API key's), null for all
     */
    Page<AgentView> list(UUID workspaceId, @Nullable UUID only, PageRequest page);

    /** Changes the named properties; null sets a property back to its default. */
    AgentView change(UUID workspaceId, UUID agentId, Map<String, Object> body);

    /** Deletes the agent, its actions and its knowledge. Its conversations and leads stay. */
    void delete(UUID workspaceId, UUID agentId);

    /** An agent by id alone, for its visitors. */
    Optional<AgentView> find(UUID agentId);

    /** Makes the demo agent with a {@code collect_leads} action and a little knowledge, unless there is one. */
    AgentView createDemo(UUID workspaceId);

    /** The agent of the demo page. */
    Optional<AgentView> findDemo();
}
