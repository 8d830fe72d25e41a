package org.foyer.contacts.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.foyer.contracts.contacts.CustomAttributeView;
import org.foyer.platform.id.Ids;
import org.foyer.platform.text.Folding;
import org.jspecify.annotations.Nullable;

/**
 * Something a workspace wants to know about its contacts beyond what every contact has. Name and type are for good, since
 * forms, filters and programs refer to them; it is never deleted but archived: then it is hidden and takes no values, and
 * those there are come back when it does.
 */
@Entity
@Table(name = "custom_attribute")
class CustomAttribute {
    @Id
    private UUID id;

    @Column(name = "workspace_id", updatable = false)
    private UUID workspaceId;

    @Column(updatable = false)
    private String name;

    @Column(name = "name_key", updatable = false)
    @SuppressWarnings("UnusedVariable") // for the unique index: two names must not differ in case alone
    private String nameKey;

    private String label;

    @Column(updatable = false)
    private String type;

    private @Nullable String description;
    private boolean archived;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "updated_at")
    private Instant updatedAt;

    @Version
    private long version;

    CustomAttribute(
            UUID workspaceId,
            String name,
            AttributeType type,
            String label,
            @Nullable String description,
            boolean archived,
            Instant now) {
        this.id = Ids.next();
        this.workspaceId = workspaceId;
        this.name = name;
        this.nameKey = Folding.key(name);
        this.type = type.wireName();
        this.label = label;
        this.description = description;
        this.archived = archived;
        this.createdAt = now;
        this.updatedAt = now;
    }

    @SuppressWarnings("NullAway.Init") // for JPA
    protected CustomAttribute() {}

    void become(String newLabel, @Nullable String newDescription, boolean isArchived, Instant now) {
        label = newLabel;
        description = newDescription;
        archived = isArchived;
        updatedAt = now;
    }

    UUID id() {
        return id;
    }

    UUID workspaceId() {
        return workspaceId;
    }

    String name() {
        return name;
    }

    AttributeType type() {
        return AttributeType.of(type);
    }

    String label() {
        return label;
    }

    @Nullable String description() {
        return description;
    }

    boolean isArchived() {
        return archived;
    }

    Instant createdAt() {
        return createdAt;
    }

    CustomAttributeView view() {
        return new CustomAttributeView(name, label, type, description, archived, createdAt, updatedAt);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CustomAttribute attribute && id.equals(attribute.id());
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
