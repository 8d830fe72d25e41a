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
import org.foyer.platform.text.Folding;
import org.jspecify.annotations.Nullable;

/** An e-mail address of a contact; of a workspace's contacts one alone has it. */
@Entity
@Table(name = "contact_email")
class ContactEmail {
    @Id
    private UUID id;

    @Column(name = "workspace_id", updatable = false)
    @SuppressWarnings("UnusedVariable") // for the unique index
    private UUID workspaceId;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "contact_id", updatable = false)
    @SuppressWarnings("UnusedVariable") // for JPA, which reads whose it is from here
    private Contact contact;

    private String email;

    @Column(name = "email_key")
    private String emailKey;

    @Column(name = "is_primary")
    private boolean primary;

    @Embedded
    @AttributeOverride(name = "at", column = @Column(name = "added_at"))
    private Origin origin;

    ContactEmail(Contact contact, String email, boolean primary, Origin origin) {
        this.id = Ids.next();
        this.workspaceId = contact.workspaceId();
        this.contact = contact;
        this.email = email;
        this.emailKey = Folding.emailKey(email);
        this.primary = primary;
        this.origin = origin;
    }

    @SuppressWarnings("NullAway.Init") // for JPA
    protected ContactEmail() {}

    UUID id() {
        return id;
    }

    String email() {
        return email;
    }

    String key() {
        return emailKey;
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

    /** Written another way, the same address. */
    void written(String otherwise, Origin by) {
        if (!email.equals(otherwise)) {
            email = otherwise;
            origin = by;
        }
    }

    void become(String written, boolean isPrimary, Origin by) {
        email = written;
        primary = isPrimary;
        origin = by;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ContactEmail that && id.equals(that.id());
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
