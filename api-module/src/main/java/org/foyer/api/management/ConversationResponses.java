package org.foyer.api.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.foyer.api.json.MessageResponse;
import org.foyer.contracts.contacts.Contacts;
import org.foyer.contracts.conversations.ConversationSummary;
import org.foyer.contracts.conversations.ConversationView;
import org.foyer.contracts.conversations.Conversations;
import org.foyer.contracts.conversations.MessageView;
import org.foyer.contracts.conversations.NoteView;
import org.foyer.contracts.conversations.SourceView;
import org.foyer.contracts.conversations.VisitorView;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.workspace.Caller;
import org.jspecify.annotations.Nullable;

/** Conversations on the wire, composed with what the contacts context and the calling member have to do with them. */
@ApplicationScoped
class ConversationResponses {
    @Inject
    Conversations conversations;

    @Inject
    Contacts contacts;

    record Visitor(
            UUID id,
            @Nullable String name,
            boolean online,
            boolean typing,
            @Nullable Instant lastSeenAt) {
        static Visitor of(VisitorView view) {
            return new Visitor(view.id(), view.name(), view.online(), view.typing(), view.lastSeenAt());
        }
    }

    record Note(UUID id, @Nullable UUID memberId, @Nullable String authorName, String text, Instant createdAt) {
        static Note of(NoteView view) {
            return new Note(view.id(), view.memberId(), view.authorName(), view.text(), view.createdAt());
        }
    }

    /** In a list; {@code unread} is null for an API key, which reads for nobody. */
    record Summary(
            UUID id,
            UUID agentId,
            String status,
            @Nullable UUID assigneeId,
            List<String> tags,
            boolean agentReplies,
            String identity,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID contactId,

            List<UUID> leadIds,
            SourceView source,
            Visitor visitor,
            @Nullable Integer unread,
            @Nullable MessageResponse lastMessage,
            Instant createdAt,
            Instant lastActivityAt) {}

    /** Opened; {@code contact} is null until there is one and for a key bound to an agent, which sees no contacts. */
    record Whole(
            UUID id,
            UUID agentId,
            String status,
            @Nullable UUID assigneeId,
            List<String> tags,
            boolean agentReplies,
            String identity,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID contactId,

            List<UUID> leadIds,
            SourceView source,
            Visitor visitor,
            @Nullable Integer unread,
            List<MessageResponse> messages,
            List<Note> notes,
            List<LeadResponse> leads,
            @Nullable ContactResponse contact,
            Instant createdAt,
            Instant lastActivityAt) {}

    Page<Summary> of(Page<ConversationSummary> page, Caller caller) {
        var contactIds = contacts.contactsOf(
                caller.workspaceId(),
                page.items().stream().flatMap(item -> item.leadIds().stream()).toList());
        var unread = unread(
                caller, page.items().stream().map(ConversationSummary::id).toList());
        var userContacts = contacts.contactsOfUsers(
                caller.workspaceId(),
                page.items().stream()
                        .map(ConversationSummary::userId)
                        .filter(Objects::nonNull)
                        .distinct()
                        .toList());
        return page.map(item -> summary(item, contactIds, userContacts, unread));
    }

    private static Summary summary(
            ConversationSummary item,
            Map<UUID, UUID> contactIds,
            Map<String, UUID> userContacts,
            @Nullable Map<UUID, Integer> unread) {
        var state = item.state();
        return new Summary(
                item.id(),
                item.agentId(),
                state.status(),
                state.assigneeId(),
                state.tags(),
                state.agentReplies(),
                item.identity(),
                contact(item.userId(), userContacts, item.leadIds(), contactIds),
                item.leadIds(),
                item.source(),
                Visitor.of(item.visitor()),
                unread == null ? null : unread.getOrDefault(item.id(), 0),
                last(item.lastMessage()),
                item.createdAt(),
                item.lastActivityAt());
    }

    private static @Nullable MessageResponse last(@Nullable MessageView message) {
        return message == null ? null : MessageResponse.of(message);
    }

    Whole of(ConversationView conversation, Caller caller) {
        var contactIds = contacts.contactsOf(caller.workspaceId(), conversation.leadIds());
        var userId = conversation.userId();
        var userContacts = userId == null
                ? Map.<String, UUID>of()
                : contacts.contactsOfUsers(caller.workspaceId(), List.of(userId));
        var contactId = contact(userId, userContacts, conversation.leadIds(), contactIds);
        var unread = unread(caller, List.of(conversation.id()));
        var state = conversation.state();
        return new Whole(
                conversation.id(),
                conversation.agentId(),
                state.status(),
                state.assigneeId(),
                state.tags(),
                state.agentReplies(),
                conversation.identity(),
                contactId,
                conversation.leadIds(),
                conversation.source(),
                Visitor.of(conversation.visitor()),
                unread == null ? null : unread.getOrDefault(conversation.id(), 0),
                MessageResponse.of(conversation.messages()),
                conversation.notes().stream().map(Note::of).toList(),
                conversation.leads().stream()
                        .map(lead -> LeadResponse.of(lead, contactIds.get(lead.id())))
                        .toList(),
                contact(contactId, caller),
                conversation.createdAt(),
                conversation.lastActivityAt());
    }

    private @Nullable Map<UUID, Integer> unread(Caller caller, List<UUID> ids) {
        return caller.memberId() == null ? null : conversations.unread(caller.memberId(), ids);
    }

    /** The contact of the person the visitor proved to be, else of the latest lead that is registered. */
    private static @Nullable UUID contact(
            @Nullable String userId, Map<String, UUID> userContacts, List<UUID> leadIds, Map<UUID, UUID> contactIds) {
        if (userId != null && userContacts.containsKey(userId)) {
            return userContacts.get(userId);
        }
        return leadIds.stream()
                .map(contactIds::get)
                .filter(Objects::nonNull)
                .reduce((earlier, later) -> later)
                .orElse(null);
    }

    private @Nullable ContactResponse contact(@Nullable UUID contactId, Caller caller) {
        if (contactId == null || caller.agentId() != null) {
            return null;
        }
        try {
            return ContactResponse.of(contacts.get(caller.workspaceId(), contactId));
        } catch (Refusal gone) {
            return null; // deleted since it was looked up
        }
    }
}
