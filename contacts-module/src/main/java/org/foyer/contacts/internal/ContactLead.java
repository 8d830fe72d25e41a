package org.foyer.contacts.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.contacts.TimelineEntry;
import org.foyer.contracts.conversations.LeadSubmitted;
import org.foyer.platform.id.Ids;
import org.jspecify.annotations.Nullable;

/**
 * That a lead was registered as a contact: written in the transaction that registers it. It moves with a merge; of a
 * deleted contact it stays as nobody's, so that the lead is not registered again.
 */
@Entity
@Table(name = "contact_lead")
class ContactLead {
    @Id
    @Column(name = "lead_id")
    private UUID leadId;

    @Column(name = "workspace_id", updatable = false)
    private UUID workspaceId;

    @Column(name = "contact_id")
    @SuppressWarnings("UnusedVariable") // for queries
    private @Nullable UUID contactId;

    @Column(name = "registered_at", updatable = false)
    private Instant registeredAt;

    @Column(name = "submitted_at", updatable = false)
    private Instant submittedAt;

    @Column(name = "conversation_id", updatable = false)
    @SuppressWarnings("UnusedVariable") // for queries
    private @Nullable UUID conversationId;

    @Column(name = "conversation_started_at", updatable = false)
    @SuppressWarnings("UnusedVariable") // for queries
    private @Nullable Instant conversationStartedAt;

    ContactLead(LeadSubmitted lead, UUID contactId, Instant now) {
        this.leadId = lead.leadId();
        this.workspaceId = lead.workspaceId();
        this.contactId = contactId;
        this.registeredAt = now;
        this.submittedAt = lead.submittedAt();
        this.conversationId = lead.conversationId();
        this.conversationStartedAt = conversationId == null ? null : Ids.time(conversationId);
    }

    @SuppressWarnings("NullAway.Init") // for JPA
    protected ContactLead() {}

    TimelineEntry entry() {
        return new TimelineEntry(leadId, "lead", submittedAt, null, null, Map.of(), null);
    }

    UUID leadId() {
        return leadId;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ContactLead lead && leadId.equals(lead.leadId());
    }

    @Override
    public int hashCode() {
        return leadId.hashCode();
    }
}
