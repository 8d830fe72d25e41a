package org.foyer.workspace.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.foyer.contracts.workspace.AuditChange;
import org.foyer.contracts.workspace.AuditEntryView;
import org.foyer.platform.id.Ids;
import org.foyer.platform.json.Json;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

/** One thing somebody did. It is written once and stays. */
@Entity
@Immutable
@Table(name = "audit_entry")
class AuditEntry {
    private static final TypeReference<List<AuditChange>> CHANGES = new TypeReference<>() {};

    @Id
    private UUID id;

    @Column(name = "workspace_id", nullable = false, updatable = false)
    @SuppressWarnings("UnusedVariable") // read by queries
    private UUID workspaceId;

    @Column(name = "happened_at", nullable = false, updatable = false)
    private Instant happenedAt;

    @Column(nullable = false, updatable = false)
    private String actor;

    @Column(nullable = false, updatable = false)
    private String action;

    @Column(name = "resource_type", nullable = false, updatable = false)
    private String resourceType;

    @Column(name = "resource_id", updatable = false)
    private @Nullable String resourceId;

    @Column(nullable = false, updatable = false, columnDefinition = "text")
    private String changes;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected AuditEntry() {}

    AuditEntry(
            UUID workspaceId,
            String actor,
            String action,
            @Nullable String resourceId,
            List<AuditChange> changes,
            Instant now) {
        this.id = Ids.next();
        this.workspaceId = workspaceId;
        this.happenedAt = now;
        this.actor = actor;
        this.action = action;
        this.resourceType = action.substring(0, action.indexOf('.'));
        this.resourceId = resourceId;
        this.changes = Json.write(changes);
    }

    UUID id() {
        return id;
    }

    Instant happenedAt() {
        return happenedAt;
    }

    String actor() {
        return actor;
    }

    AuditEntryView view(@Nullable String actorName) {
        return new AuditEntryView(
                id, happenedAt, actor, actorName, action, resourceType, resourceId, Json.read(changes, CHANGES));
    }
}
