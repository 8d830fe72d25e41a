package org.foyer.contracts.conversations;

import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;

/** The leads of a workspace, as a CRM pulls them. A foreign lead, agent or conversation is NOT_FOUND. */
public interface Leads {
    /**
     * Saves a lead a program has captured and fires {@link LeadSubmitted}.
     *
     * @param body {@code fields} or top-level {@code email}, {@code name}, {@code phone}; optional
     *     {@code conversation_id} of the same agent
     */
    LeadView capture(UUID workspaceId, UUID agentId, Map<String, Object> body);

    /** Newest first. */
    Page<LeadView> list(LeadQuery query, PageRequest page);

    LeadView get(UUID workspaceId, UUID leadId);

    /** Those of these leads that are there, by id. */
    Map<UUID, LeadView> find(UUID workspaceId, Collection<UUID> leadIds);

    /**
     * Changes {@code status} and {@code note}, nothing else, and fires {@link LeadUpdated} if that is another value. A
     * lead that was kept as spam and now is not fires {@link LeadSubmitted} instead, once.
     */
    LeadView change(UUID workspaceId, UUID leadId, Map<String, Object> body);

    void delete(UUID workspaceId, UUID leadId);

    /** Hands every matching lead to the consumer, newest first, in batches and from one snapshot of the data. */
    void export(LeadQuery query, Consumer<LeadView> row);
}
