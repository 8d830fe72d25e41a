package org.foyer.contracts.actions;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;

/**
 * The actions of an agent. Bodies are the flat JSON objects of the HTTP contract; a wrong one is refused as INVALID with
 * a violation per property, a foreign agent or action as NOT_FOUND.
 */
public interface Actions {
    List<ActionKindView> kinds();

    ActionView create(UUID workspaceId, UUID agentId, Map<String, Object> body);

    ActionView get(UUID workspaceId, UUID agentId, UUID actionId);

    Page<ActionView> list(UUID workspaceId, UUID agentId, PageRequest page);

    /** Changes the named properties; null sets a property back to its default. The kind can't change. */
    ActionView change(UUID workspaceId, UUID agentId, UUID actionId, Map<String, Object> body);

    /**
     * Adds a message to the action's examples; one that was an example of the contrary no longer is, and once more
     * changes nothing. RULE_VIOLATED beyond 50 of a kind.
     *
     * @param body {@code message} (1–500) and {@code offer}, whether to offer on such a message
     */
    ActionView learn(UUID workspaceId, UUID agentId, UUID actionId, Map<String, Object> body);

    void delete(UUID workspaceId, UUID agentId, UUID actionId);

    /** What the agent may propose now, oldest action first. */
    List<ActionView> enabled(UUID agentId);

    /** The form of a {@code collect_leads} action; an {@link IllegalArgumentException} for any other kind. */
    LeadCollection leadCollection(ActionView action);
}
