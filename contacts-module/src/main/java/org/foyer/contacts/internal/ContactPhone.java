package org.foyer.contacts.internal;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embedded;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.util.UUID;
import org.foyer.platform.id.Ids;
import org.jspecify.annotations.Nullable;

/** A phone number (E.164) of a contact; of a workspace's contacts one alone has it. */
@Entity
@Table(name = "contact_phone")
class ContactPhone {
    @Id
    private UUID id;

    @Column(name = "workspace_id", updatable = false)
    @SuppressWarnings("UnusedVariable") // for the unique index
    private UUID workspaceId;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "contact_id", updatable = false)
    @SuppressWarnings("UnusedVariable") // for JPA, which reads whose it is from here
    private Contact contact;

    private String phone;

    @Column(name = "is_primary")
    private boolean primary;

    @Embedded
    @AttributeOverride(name = "at", column = @Column(name = "added_at"))
    private Origin origin;

    ContactPhone(Contact contact, String phone, boolean primary, Origin origin) {
        this.id = Ids.next();
        this.workspaceId = contact.workspaceId();
        this.contact = contact;
        this.phone = phone;
        this.primary = primary;
        this.origin = origin;
    }

    @SuppressWarnings("NullAway.Init") // for JPA
    protected ContactPhone() {}

    UUID id() {
        return id;
    }

    String phone() {
        return phone;
    }

    boolean isPrimary() {
        return primary;
    }

    Origin origin() {
        return origin;
    }

    void primary(boolean isPrimary) {
        primary = isPrimary;
    }

    void become(boolean isPrimary, Origin by) {
        primary = isPrimary;
        origin = by;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ContactPhone that && id.equals(that.id());
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
