package org.foyer.workspace.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.foyer.contracts.workspace.NotificationsView.NewLeads;
import org.foyer.contracts.workspace.Role;
import org.foyer.platform.id.Ids;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;

/** An account's standing in one workspace; it has at most one in each. */
@Entity
@Table(name = "membership")
class Membership {
    @Id
    private UUID id;

    @Column(name = "workspace_id", nullable = false, updatable = false)
    private UUID workspaceId;

    @Column(name = "account_id", nullable = false, updatable = false)
    private UUID accountId;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(nullable = false)
    private Role role;

    @Enumerated(EnumType.STRING)
    @JdbcTypeCode(SqlTypes.VARCHAR)
    @Column(name = "new_leads", nullable = false)
    private NewLeads newLeads;

    @Column(name = "created_at", nullable = false, updatable = false)
    private Instant createdAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Membership() {}

    Membership(UUID workspaceId, UUID accountId, Role role, Instant now) {
        this.id = Ids.next();
        this.workspaceId = workspaceId;
        this.accountId = accountId;
        this.role = role;
        this.newLeads = NewLeads.OFF;
        this.createdAt = now;
    }

    UUID id() {
        return id;
    }

    UUID workspaceId() {
        return workspaceId;
    }

    UUID accountId() {
        return accountId;
    }

    Role role() {
        return role;
    }

    NewLeads newLeads() {
        return newLeads;
    }

    void mailNewLeads(NewLeads chosen) {
        newLeads = chosen;
    }

    void change(Role changed) {
        role = changed;
    }
}
