package org.foyer.contacts.internal;

import jakarta.persistence.AttributeOverride;
import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.Embedded;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.MapsId;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.UUID;
import org.foyer.platform.text.Folding;
import org.jspecify.annotations.Nullable;

/** What a contact's value of one custom attribute is; the column of the attribute's type holds it. */
@Entity
@Table(name = "contact_attribute")
class ContactAttribute {
    @EmbeddedId
    private Key key;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @MapsId("contactId")
    @JoinColumn(name = "contact_id")
    @SuppressWarnings("UnusedVariable") // for JPA, which reads whose it is from here
    private Contact contact;

    @Column(name = "workspace_id", updatable = false)
    @SuppressWarnings("UnusedVariable") // for queries
    private UUID workspaceId;

    @Column(name = "text_value")
    private @Nullable String textValue;

    @Column(name = "text_key")
    @SuppressWarnings("UnusedVariable") // for queries
    private @Nullable String textKey;

    @Column(name = "number_value", precision = 30, scale = 10)
    private @Nullable BigDecimal numberValue;

    @Column(name = "boolean_value")
    private @Nullable Boolean booleanValue;

    @Column(name = "date_value")
    private @Nullable LocalDate dateValue;

    @Embedded
    @AttributeOverride(name = "at", column = @Column(name = "set_at"))
    private Origin origin;

    /** Whose value of what. */
    @Embeddable
    record Key(
            @Column(name = "contact_id") UUID contactId,
            @Column(name = "attribute_id") UUID attributeId) implements Serializable {}

    ContactAttribute(Contact contact, UUID attributeId, AttributeValue value, Origin origin) {
        this.key = new Key(contact.id(), attributeId);
        this.contact = contact;
        this.workspaceId = contact.workspaceId();
        this.origin = origin;
        become(value, origin);
    }

    @SuppressWarnings("NullAway.Init") // for JPA
    protected ContactAttribute() {}

    final void become(AttributeValue value, Origin by) {
        var held = value.value();
        textValue = held instanceof String text ? text : null;
        textKey = held instanceof String text ? Folding.key(text) : null;
        numberValue = held instanceof BigDecimal number ? number : null;
        booleanValue = held instanceof Boolean flag ? flag : null;
        dateValue = held instanceof LocalDate date ? date : null;
        origin = by;
    }

    UUID attributeId() {
        return key.attributeId();
    }

    AttributeValue value() {
        return AttributeValue.ofColumns(textValue, numberValue, booleanValue, dateValue);
    }

    Origin origin() {
        return origin;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ContactAttribute that && key.equals(that.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }
}
