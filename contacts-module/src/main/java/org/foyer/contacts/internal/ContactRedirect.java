package org.foyer.contacts.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where the id of a contact leads that became part of another; gone when the merge is undone. */
@Entity
@Table(name = "contact_redirect")
class ContactRedirect {
    @Id
    @Column(name = "merged_id")
    @SuppressWarnings("UnusedVariable") // for JPA
    private UUID mergedId;

    @Column(name = "workspace_id")
    private UUID workspaceId;

    @Column(name = "survivor_id")
    private UUID survivorId;

    @Column(name = "merge_id")
    @SuppressWarnings("UnusedVariable") // for people
    private UUID mergeId;

    @Column(name = "external_id")
    @SuppressWarnings("UnusedVariable") // for queries
    private @Nullable String externalId;

    @SuppressWarnings("UnusedVariable") // for people
    private Instant since;

    ContactRedirect(ContactMerge merge, @Nullable String externalId) {
        this.mergedId = merge.mergedId();
        this.workspaceId = merge.workspaceId();
        this.survivorId = merge.survivorId();
        this.mergeId = merge.id();
        this.externalId = externalId;
        this.since = merge.mergedAt();
    }

    @SuppressWarnings("NullAway.Init") // for JPA
    protected ContactRedirect() {}

    boolean belongsTo(UUID workspace) {
        return workspaceId.equals(workspace);
    }

    UUID survivorId() {
        return survivorId;
    }
}
