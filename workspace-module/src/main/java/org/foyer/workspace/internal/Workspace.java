package org.foyer.workspace.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.foyer.contracts.workspace.Role;
import org.foyer.contracts.workspace.WorkspaceView;
import org.foyer.platform.id.Ids;

/**
 * One team's space. It begins with an owner, at the installation's first start or by the installation's owner, and
 * stays; everything of the other contexts carries its id.
 */
@Entity
@Table(name = "workspace")
class Workspace {
    @Id
    private UUID id;

    @Embedded
    private WorkspaceProfile profile;

    @Column(name = "created_at", nullable = false, updatable = false)
    private Instant createdAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Workspace() {}

    Workspace(WorkspaceProfile profile, Instant now) {
        this.id = Ids.next();
        this.profile = profile;
        this.createdAt = now;
    }

    UUID id() {
        return id;
    }

    WorkspaceProfile profile() {
        return profile;
    }

    void become(WorkspaceProfile changed) {
        profile = changed;
    }

    Membership admit(UUID accountId, Role role, Instant now) {
        return new Membership(id, accountId, role, now);
    }

    WorkspaceView view() {
        return new WorkspaceView(
                id, profile.name(), profile.timeZone(), profile.locale(), profile.defaultRegion(), createdAt);
    }
}
