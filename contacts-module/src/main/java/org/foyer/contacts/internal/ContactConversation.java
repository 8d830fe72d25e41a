package org.foyer.contacts.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.foyer.contracts.conversations.VisitorIdentified;
import org.foyer.platform.id.Ids;
import org.jspecify.annotations.Nullable;

/**
 * That the visitor of a conversation proved to be a contact, whether they left a lead in it or not. It moves with a merge,
 * and ends with the contact.
 */
@Entity
@Table(name = "contact_conversation")
class ContactConversation {
    @Id
    @Column(name = "conversation_id")
    private UUID conversationId;

    @Column(name = "workspace_id", updatable = false)
    private UUID workspaceId;

    @Column(name = "contact_id")
    private UUID contactId;

    @Column(name = "visitor_id", updatable = false)
    @SuppressWarnings("UnusedVariable") // for queries
    private UUID visitorId;

    @Column(name = "started_at", updatable = false)
    @SuppressWarnings("UnusedVariable") // for queries
    private Instant startedAt;

    ContactConversation(VisitorIdentified person, UUID contactId) {
        this.conversationId = person.conversationId();
        this.workspaceId = person.workspaceId();
        this.contactId = contactId;
        this.visitorId = person.visitorId();
        this.startedAt = Ids.time(person.conversationId());
    }

    @SuppressWarnings("NullAway.Init") // for JPA
    protected ContactConversation() {}

    UUID conversationId() {
        return conversationId;
    }

    void belongsTo(UUID contact) {
        contactId = contact;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ContactConversation conversation
                && conversationId.equals(conversation.conversationId());
    }

    @Override
    public int hashCode() {
        return conversationId.hashCode();
    }
}
