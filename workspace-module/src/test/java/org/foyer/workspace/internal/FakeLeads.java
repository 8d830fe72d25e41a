package org.foyer.workspace.internal;

import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.foyer.contracts.conversations.LeadQuery;
import org.foyer.contracts.conversations.LeadSubmitted;
import org.foyer.contracts.conversations.LeadView;
import org.foyer.contracts.conversations.Leads;
import org.foyer.contracts.conversations.SourceView;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.platform.id.Ids;

/** Leads in a map, which can be looked up by id. */
final class FakeLeads implements Leads {
    private static final SourceView NOWHERE = SourceView.UNKNOWN;

    final Map<UUID, LeadView> kept = new LinkedHashMap<>();

    /** A lead as it is told of when it was submitted. */
    LeadSubmitted submitted(UUID workspaceId, Instant now, Map<String, String> fields) {
        var id = Ids.next();
        var agentId = Ids.next();
        kept.put(id, new LeadView(id, workspaceId, agentId, null, null, fields, "new", null, NOWHERE, null, now, now));
        return new LeadSubmitted(Ids.next(), workspaceId, agentId, null, id, fields, "api", NOWHERE, now, null);
    }

    @Override
    public Map<UUID, LeadView> find(UUID workspaceId, Collection<UUID> leadIds) {
        var found = new LinkedHashMap<UUID, LeadView>();
        for (var id : leadIds) {
            var lead = kept.get(id);
            if (lead != null && lead.workspaceId().equals(workspaceId)) {
                found.put(id, lead);
            }
        }
        return found;
    }

    @Override
    public LeadView capture(UUID workspaceId, UUID agentId, Map<String, Object> body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<LeadView> list(LeadQuery query, PageRequest page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public LeadView get(UUID workspaceId, UUID leadId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public LeadView change(UUID workspaceId, UUID leadId, Map<String, Object> body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(UUID workspaceId, UUID leadId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void export(LeadQuery query, Consumer<LeadView> row) {
        throw new UnsupportedOperationException();
    }
}
