package org.foyer.contacts.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Embeddable;
import jakarta.persistence.EmbeddedId;
import jakarta.persistence.Entity;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A piece of an export's file, of a few hundred kilobytes: neither side has to hold the whole. */
@Entity
@Table(name = "contact_export_piece")
class ContactExportPiece {
    @EmbeddedId
    private Key key;

    private byte[] bytes;

    /** Which piece of what. */
    @Embeddable
    record Key(
            @Column(name = "export_id") UUID exportId,
            @Column(name = "number") int number) implements Serializable {}

    ContactExportPiece(UUID exportId, int number, byte[] bytes) {
        this.key = new Key(exportId, number);
        this.bytes = bytes.clone();
    }

    @SuppressWarnings("NullAway.Init") // for JPA
    protected ContactExportPiece() {}

    byte[] bytes() {
        return bytes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ContactExportPiece piece && key.equals(piece.key);
    }

    @Override
    public int hashCode() {
        return key.hashCode();
    }
}
