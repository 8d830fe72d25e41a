package org.foyer.workspace.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.IdClass;
import jakarta.persistence.Table;
import java.io.Serializable;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A lead that a member's next digest is to tell of. */
@Entity
@Table(name = "digest_entry")
@IdClass(DigestEntry.Key.class)
class DigestEntry {
    @Id
    @Column(name = "membership_id", updatable = false)
    private UUID membershipId;

    @Id
    @Column(name = "lead_id", updatable = false)
    private UUID leadId;

    @Column(name = "due_at", nullable = false, updatable = false)
    @SuppressWarnings("UnusedVariable") // read by queries
    private Instant dueAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected DigestEntry() {}

    DigestEntry(UUID membershipId, UUID leadId, Instant dueAt) {
        this.membershipId = membershipId;
        this.leadId = leadId;
        this.dueAt = dueAt;
    }

    UUID leadId() {
        return leadId;
    }

    /** What JPA asks for. */
    static class Key implements Serializable {
        private static final long serialVersionUID = 1L;

        private @Nullable UUID membershipId;
        private @Nullable UUID leadId;

        Key() {}

        Key(UUID membershipId, UUID leadId) {
            this.membershipId = membershipId;
            this.leadId = leadId;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Key key
                    && Objects.equals(membershipId, key.membershipId)
                    && Objects.equals(leadId, key.leadId);
        }

        @Override
        public int hashCode() {
            return Objects.hash(membershipId, leadId);
        }
    }
}
