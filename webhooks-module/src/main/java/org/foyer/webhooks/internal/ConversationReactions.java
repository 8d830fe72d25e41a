package org.foyer.webhooks.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.foyer.contracts.contacts.Contacts;
import org.foyer.contracts.conversations.ConversationResolved;
import org.foyer.contracts.conversations.ConversationStarted;
import org.foyer.contracts.conversations.ConversationsEvent;
import org.foyer.contracts.conversations.LeadSubmitted;
import org.foyer.contracts.conversations.LeadUpdated;
import org.foyer.contracts.conversations.VisitorsErased;
import org.foyer.contracts.event.Delivered;
import org.foyer.contracts.event.DomainEvent;
import org.foyer.platform.delivery.Selective;
import org.jspecify.annotations.Nullable;

/** Tells of what happens in conversations. */
@ApplicationScoped
class ConversationReactions implements Selective {
    private DeliveriesService deliveries;
    private Audience audience;
    private Contacts contacts;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected ConversationReactions() {}

    @Inject
    ConversationReactions(DeliveriesService deliveries, Audience audience, Contacts contacts) {
        this.deliveries = deliveries;
        this.audience = audience;
        this.contacts = contacts;
    }

    /** Where nobody listens there is nobody to tell; what named a person who is erased is forgotten in any case. */
    @Override
    public boolean wants(DomainEvent event) {
        return event instanceof VisitorsErased
                || !(event instanceof ConversationsEvent told)
                || audience.listens(told.workspaceId());
    }

    void on(@Observes @Delivered LeadSubmitted event) {
        deliveries.record(
                event.workspaceId(),
                event.eventId(),
                EventType.LEAD_CREATED,
                event.submittedAt(),
                event.leadId(),
                () -> Payloads.lead(event, contactOf(event.workspaceId(), event.leadId())));
    }

    void on(@Observes @Delivered LeadUpdated event) {
        deliveries.record(
                event.workspaceId(),
                event.eventId(),
                EventType.LEAD_UPDATED,
                event.at(),
                event.leadId(),
                () -> Payloads.lead(event, contactOf(event.workspaceId(), event.leadId())));
    }

    /** Null while it is not registered yet, which happens at the same time. */
    private @Nullable UUID contactOf(UUID workspaceId, UUID leadId) {
        return contacts.contactsOf(workspaceId, List.of(leadId)).get(leadId);
    }

    void on(@Observes @Delivered ConversationStarted event) {
        deliveries.record(
                event.workspaceId(),
                event.eventId(),
                EventType.CONVERSATION_STARTED,
                event.startedAt(),
                event.conversationId(),
                () -> Payloads.plain(Payloads.data(
                        "conversation_id",
                        event.conversationId(),
                        "agent_id",
                        event.agentId(),
                        "source",
                        event.source(),
                        "created_at",
                        event.startedAt())));
    }

    void on(@Observes @Delivered ConversationResolved event) {
        deliveries.record(
                event.workspaceId(),
                event.eventId(),
                EventType.CONVERSATION_RESOLVED,
                event.resolvedAt(),
                event.conversationId(),
                () -> Payloads.plain(Payloads.data(
                        "conversation_id",
                        event.conversationId(),
                        "agent_id",
                        event.agentId(),
                        "member_id",
                        event.memberId(),
                        "resolved_at",
                        event.resolvedAt())));
    }

    void on(@Observes @Delivered VisitorsErased event) {
        deliveries.forget(
                event.workspaceId(),
                Stream.concat(event.leadIds().stream(), event.conversationIds().stream())
                        .toList());
    }
}
