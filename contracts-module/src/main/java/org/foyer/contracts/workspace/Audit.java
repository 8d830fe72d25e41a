package org.foyer.contracts.workspace;

import java.util.List;
import java.util.UUID;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.jspecify.annotations.Nullable;

/** Who changed what. Entries are only ever added; nothing here or elsewhere changes or removes one. */
public interface Audit {
    /**
     * Adds an entry in the transaction of the change itself: both are kept or neither is.
     *
     * @param action {@code <resource type>.<past tense>}, such as {@code agent.updated}
     * @param resourceId what was changed; null where the workspace as a whole is meant
     */
    void record(Caller caller, String action, @Nullable String resourceId, List<AuditChange> changes);

    /** The same for what nobody asked for, such as a webhook that kept failing: its actor is {@code system}. */
    void recordBySystem(UUID workspaceId, String action, @Nullable String resourceId, List<AuditChange> changes);

    /** Newest first. */
    Page<AuditEntryView> list(AuditQuery query, PageRequest page);
}
