package org.foyer.workspace.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.workspace.Audit;
import org.foyer.contracts.workspace.AuditChange;
import org.foyer.contracts.workspace.AuditEntryView;
import org.foyer.contracts.workspace.AuditQuery;
import org.foyer.contracts.workspace.Caller;
import org.foyer.platform.paging.Cursor;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class AuditService implements Audit {
    private AuditTrail trail;
    private Clock clock;

    @Inject
    AuditService(AuditTrail trail, Clock clock) {
        this.trail = trail;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected AuditService() {}

    // Without a transaction around it an entry would tell of a change that may not come: then this fails.
    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public void record(Caller caller, String action, @Nullable String resourceId, List<AuditChange> changes) {
        trail.add(new AuditEntry(caller.workspaceId(), caller.actor(), action, resourceId, changes, clock.instant()));
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public void recordBySystem(
            UUID workspaceId, String action, @Nullable String resourceId, List<AuditChange> changes) {
        trail.add(new AuditEntry(workspaceId, "system", action, resourceId, changes, clock.instant()));
    }

    @Override
    @Transactional
    public Page<AuditEntryView> list(AuditQuery query, PageRequest page) {
        var rows = trail.list(query, Cursor.of(page), page.limit() + 1);
        var names = trail.names(rows.stream().map(AuditEntry::actor).distinct().toList());
        return Cursor.page(rows, page.limit(), entry -> new Cursor(entry.happenedAt(), entry.id()))
                .map(entry -> entry.view(names.get(entry.actor())));
    }
}
