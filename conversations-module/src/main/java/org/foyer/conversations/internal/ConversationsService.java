package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.foyer.contracts.conversations.ConversationQuery;
import org.foyer.contracts.conversations.ConversationResolved;
import org.foyer.contracts.conversations.ConversationSummary;
import org.foyer.contracts.conversations.ConversationView;
import org.foyer.contracts.conversations.Conversations;
import org.foyer.contracts.conversations.ConversationsEvent;
import org.foyer.contracts.conversations.DecisionView;
import org.foyer.contracts.conversations.MessageView;
import org.foyer.contracts.conversations.NoteView;
import org.foyer.contracts.conversations.TypingNoticed;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.MemberView;
import org.foyer.contracts.workspace.Members;
import org.foyer.platform.document.Document;
import org.foyer.platform.id.Ids;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class ConversationsService implements Conversations {
    private static final List<String> STATUSES = List.of("open", "resolved");
    private static final int MAX_TEXT = 8000;

    /** What one conversation can hold of both sides together. */
    private static final int MAX_MESSAGES = 5000;

    private static final int MAX_NOTES = 1000;

    private ConversationRepository conversations;
    private LeadRepository leads;
    private Transcripts transcripts;
    private ReplyMails replyMails;
    private VisitorPresence presence;
    private Members members;
    private Event<ConversationsEvent> events;
    private Event<TypingNoticed> typings;
    private Feed feed;
    private Clock clock;
    private final DescriptionCompiler compiler = new DescriptionCompiler();

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected ConversationsService() {}

    @Inject
    ConversationsService(
            ConversationRepository conversations,
            LeadRepository leads,
            Transcripts transcripts,
            ReplyMails replyMails,
            VisitorPresence presence,
            Members members,
            Event<ConversationsEvent> events,
            Event<TypingNoticed> typings,
            Feed feed,
            Clock clock) {
        this.conversations = conversations;
        this.leads = leads;
        this.transcripts = transcripts;
        this.replyMails = replyMails;
        this.presence = presence;
        this.members = members;
        this.events = events;
        this.typings = typings;
        this.feed = feed;
        this.clock = clock;
    }

    @Override
    @Transactional
    public Page<ConversationSummary> list(ConversationQuery query, PageRequest page) {
        check(query);
        var found = conversations.list(query, page);
        var ids = found.items().stream().map(Conversation::id).toList();
        var visitors = conversations.visitors(
                found.items().stream().map(Conversation::visitorId).toList());
        var tags = conversations.tags(ids);
        var captured = leads.ofConversations(ids);
        var last = conversations.lastMessages(ids).stream()
                .collect(Collectors.toMap(Message::conversationId, Function.identity()));
        return found.map(conversation -> {
            var id = conversation.id();
            var visitor = Objects.requireNonNull(visitors.get(conversation.visitorId()));
            var itsLeads = captured.getOrDefault(id, List.of());
            return new ConversationSummary(
                    id,
                    conversation.agentId(),
                    presence.view(visitor, id, itsLeads),
                    state(conversation, tags.getOrDefault(id, List.of())),
                    conversation.identity().wireName(),
                    visitor.userId(),
                    conversation.source(),
                    itsLeads.stream().map(Lead::id).toList(),
                    view(id, last.get(id)),
                    conversation.createdAt(),
                    conversation.lastActivityAt());
        });
    }

    private static void check(ConversationQuery query) {
        var status = query.status();
        if (status != null && !STATUSES.contains(status)) {
            throw Refusal.invalid("/query/status", "must be one of " + String.join(", ", STATUSES));
        }
    }

    private @Nullable MessageView view(UUID conversationId, @Nullable Message message) {
        return message == null
                ? null
                : transcripts.views(conversationId, List.of(message)).get(0);
    }

    @Override
    @Transactional
    public ConversationView get(UUID workspaceId, UUID conversationId) {
        return view(conversation(workspaceId, conversationId));
    }

    private ConversationView view(Conversation conversation) {
        var id = conversation.id();
        var itsLeads = leads.ofConversation(id, conversation.workspaceId());
        return new ConversationView(
                id,
                conversation.workspaceId(),
                conversation.agentId(),
                presence.view(conversations.visitor(conversation.visitorId()), id, itsLeads),
                state(conversation),
                conversation.identity().wireName(),
                conversations.userOf(conversation),
                conversation.source(),
                itsLeads.stream().map(Lead::view).toList(),
                transcripts.views(id, conversations.messages(id)),
                conversations.notes(id).stream().map(Note::view).toList(),
                conversation.createdAt(),
                conversation.lastActivityAt());
    }

    private ConversationState state(Conversation conversation) {
        var id = conversation.id();
        return state(conversation, conversations.tags(List.of(id)).getOrDefault(id, List.of()));
    }

    private static ConversationState state(Conversation conversation, List<String> tags) {
        return new ConversationState(
                conversation.status().name().toLowerCase(Locale.ROOT),
                conversation.assigneeId(),
                tags,
                conversation.agentReplies());
    }

    @Override
    @Transactional
    public Map<UUID, Integer> unread(UUID memberId, Collection<UUID> conversationIds) {
        return conversationIds.isEmpty() ? Map.of() : conversations.unread(memberId, conversationIds);
    }

    @Override
    @Transactional
    public MessageView reply(Caller caller, UUID conversationId, Map<String, Object> body) {
        var conversation = locked(caller, conversationId);
        var text = text(body);
        if (conversation.messageCount() >= MAX_MESSAGES) {
            throw Refusal.of(Refusal.Kind.RULE_VIOLATED, "This conversation is full.");
        }
        var takesOver = conversation.agentReplies();
        var message = conversation.memberSays(text, writer(caller), clock.instant());
        conversations.append(conversation, message);
        if (caller.memberId() != null) {
            conversations.read(conversationId, caller.memberId(), message.position());
        }
        feed.add(conversation.workspaceId(), FeedKind.MESSAGE_CREATED, conversationId, message.id());
        if (takesOver) {
            tellOfUpdate(conversation);
        }
        replyMails.consider(conversation, message);
        return transcripts.views(conversationId, List.of(message)).get(0);
    }

    @Override
    @Transactional
    public ConversationView change(
            Caller caller, UUID conversationId, Map<String, Object> body, Consumer<ConversationState> before) {
        var conversation = locked(caller, conversationId);
        var old = state(conversation);
        before.accept(old);
        var wanted = wanted(caller.workspaceId(), old, Document.of(body));
        if (!wanted.equals(old)) {
            apply(conversation, old, wanted, caller);
            tellOfUpdate(conversation);
        }
        return view(conversation);
    }

    private ConversationState wanted(UUID workspaceId, ConversationState old, Document document) {
        var status = document.oneOf("status", STATUSES);
        required(document, "status", status);
        var assignee = document.id("assignee_id");
        if (assignee != null
                && !assignee.equals(old.assigneeId())
                && members.find(workspaceId, assignee).isEmpty()) {
            document.violation("assignee_id", "is no member of this workspace");
        }
        var tags = Tags.read(document);
        var agentReplies = document.flag("agent_replies");
        required(document, "agent_replies", agentReplies);
        document.finish();
        return new ConversationState(
                status == null ? old.status() : status,
                document.has("assignee_id") ? assignee : old.assigneeId(),
                tags == null ? old.tags() : tags,
                agentReplies == null ? old.agentReplies() : agentReplies);
    }

    private static void required(Document document, String name, @Nullable Object value) {
        if (value == null && document.has(name) && document.raw(name) == null) {
            document.violation(name, "must not be null");
        }
    }

    private void apply(Conversation conversation, ConversationState old, ConversationState wanted, Caller caller) {
        conversation.assignedTo(wanted.assigneeId());
        conversation.answeredByAgent(wanted.agentReplies());
        if (!wanted.tags().equals(old.tags())) {
            conversations.tag(conversation, wanted.tags());
        }
        if (wanted.status().equals(old.status())) {
            return;
        }
        if (wanted.status().equals("open")) {
            conversation.reopened();
        } else {
            conversation.resolved();
            events.fire(new ConversationResolved(
                    Ids.next(),
                    conversation.workspaceId(),
                    conversation.agentId(),
                    conversation.id(),
                    caller.memberId(),
                    clock.instant()));
        }
    }

    @Override
    @Transactional
    public NoteView note(Caller caller, UUID conversationId, Map<String, Object> body) {
        var conversation = locked(caller, conversationId);
        var text = text(body);
        if (conversations.notes(conversationId).size() >= MAX_NOTES) {
            throw Refusal.of(Refusal.Kind.RULE_VIOLATED, "This conversation has as many notes as it can hold.");
        }
        var note = new Note(conversation, writer(caller), text, clock.instant());
        conversations.append(conversation, note);
        feed.add(conversation.workspaceId(), FeedKind.NOTE_CREATED, conversationId, note.id());
        return note.view();
    }

    @Override
    @Transactional
    public void read(Caller caller, UUID conversationId, Map<String, Object> body) {
        var memberId = caller.memberId();
        var conversation = locked(caller, conversationId);
        if (memberId == null) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "Only a member reads; an API key does so for nobody.");
        }
        var document = Document.of(body);
        var messageId = document.id("message_id");
        document.finish();
        var position = messageId == null
                ? conversation.messageCount() - 1
                : conversations
                        .message(messageId, conversationId)
                        .orElseThrow(() -> Refusal.invalid("/message_id", "is no message of this conversation"))
                        .position();
        conversations.read(conversationId, memberId, position);
    }

    @Override
    @Transactional
    public void typing(Caller caller, UUID conversationId) {
        var conversation = reachable(caller, conversation(caller.workspaceId(), conversationId));
        typings.fire(new TypingNoticed(
                conversation.workspaceId(),
                conversation.agentId(),
                conversationId,
                false,
                writer(caller).name()));
    }

    private static String text(Map<String, Object> body) {
        var document = Document.of(body);
        var text = document.requiredLines("text", MAX_TEXT);
        document.finish();
        return text;
    }

    /** Visitors see a member's name, and never the name of an API key: that is one of the team's own. */
    private Writer writer(Caller caller) {
        var memberId = caller.memberId();
        var name = memberId == null
                ? null
                : members.find(caller.workspaceId(), memberId)
                        .map(MemberView::name)
                        .filter(given -> !given.isBlank())
                        .orElse(null);
        return new Writer(memberId, name);
    }

    private void tellOfUpdate(Conversation conversation) {
        feed.add(conversation.workspaceId(), FeedKind.CONVERSATION_UPDATED, conversation.id(), conversation.id());
    }

    @Override
    @Transactional
    public List<DecisionView> decisions(UUID workspaceId, UUID conversationId) {
        conversation(workspaceId, conversationId);
        return conversations.decisions(conversationId).stream()
                .map(Decision::view)
                .toList();
    }

    @Override
    public List<String> understoodAs(String description) {
        return compiler.compile(description).labels();
    }

    private Conversation conversation(UUID workspaceId, UUID conversationId) {
        return conversations
                .ofWorkspace(conversationId, workspaceId)
                .orElseThrow(() -> Refusal.notFound("conversation"));
    }

    private Conversation locked(Caller caller, UUID conversationId) {
        return conversations
                .lockOfWorkspace(conversationId, caller.workspaceId())
                .map(conversation -> reachable(caller, conversation))
                .orElseThrow(() -> Refusal.notFound("conversation"));
    }

    private static Conversation reachable(Caller caller, Conversation conversation) {
        if (!caller.reaches(conversation.agentId())) {
            throw Refusal.notFound("conversation");
        }
        return conversation;
    }
}
