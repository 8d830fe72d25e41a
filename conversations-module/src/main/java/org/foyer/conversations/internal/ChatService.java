package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.foyer.contracts.actions.AgentView;
import org.foyer.contracts.actions.Agents;
import org.foyer.contracts.conversations.Chat;
import org.foyer.contracts.conversations.ConversationStarted;
import org.foyer.contracts.conversations.ConversationsEvent;
import org.foyer.contracts.conversations.Identification;
import org.foyer.contracts.conversations.MessageView;
import org.foyer.contracts.conversations.OwnConversationView;
import org.foyer.contracts.conversations.SourceView;
import org.foyer.contracts.conversations.StartedConversation;
import org.foyer.contracts.conversations.TypingNoticed;
import org.foyer.contracts.conversations.VisitorIdentity;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.document.Document;
import org.foyer.platform.document.Texts;
import org.foyer.platform.id.Ids;
import org.foyer.platform.secret.Secrets;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class ChatService implements Chat {
    private static final int MAX_MESSAGE = 8000;
    private static final int MAX_URL = 2000;
    private static final int MAX_UTM = 10;
    private static final int MAX_UTM_VALUE = 200;
    private static final int MAX_LOCALE = 35;
    private static final int LAST_TEXT = 200;
    private static final Pattern OTHER_SCHEME =
            Pattern.compile("\\s*(?!https?:)[a-z][a-z0-9+.-]*:", Pattern.CASE_INSENSITIVE);

    /** What one conversation can hold; beyond it a visitor begins a new one. */
    private static final int MAX_TURNS = 1000;

    /** Of how many of the last messages the choices can still be taken. */
    private static final int CHOICES_KEPT = 100;

    private ConversationRepository conversations;
    private Identities identities;
    private Tallies tallies;
    private Transcripts transcripts;
    private Replies replies;
    private VisitorPresence presence;
    private Event<ConversationsEvent> events;
    private Event<TypingNoticed> typings;
    private Feed feed;
    private Agents agents;
    private ConversationsSettings settings;
    private Clock clock;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected ChatService() {}

    @Inject
    ChatService(
            ConversationRepository conversations,
            Identities identities,
            Tallies tallies,
            Transcripts transcripts,
            Replies replies,
            VisitorPresence presence,
            Event<ConversationsEvent> events,
            Event<TypingNoticed> typings,
            Feed feed,
            Agents agents,
            ConversationsSettings settings,
            Clock clock) {
        this.conversations = conversations;
        this.identities = identities;
        this.tallies = tallies;
        this.transcripts = transcripts;
        this.replies = replies;
        this.presence = presence;
        this.events = events;
        this.typings = typings;
        this.feed = feed;
        this.agents = agents;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    @Transactional
    public VisitorIdentity visitor(String token) {
        var visitor = conversations
                .visitorByToken(token, clock.instant())
                .orElseThrow(() ->
                        Refusal.of(Refusal.Kind.UNAUTHENTICATED, "The visitor token is missing, unknown or expired."));
        presence.seen(visitor);
        return visitor.identity();
    }

    @Override
    @Transactional
    public StartedConversation start(UUID agentId, Map<String, Object> body, @Nullable String formerToken) {
        var agent = agents.find(agentId).orElseThrow(() -> Refusal.notFound("agent"));
        var document = Document.of(body);
        var source = source(document);
        var locale = document.text("locale", MAX_LOCALE);
        var claimed = document.object("identity");
        var claim = claimed == null ? null : IdentityClaim.read(claimed);
        if (claimed != null) {
            claimed.finishNested();
        }
        document.finish();

        var now = clock.instant();
        var proved = claim != null && identities.proves(agent, claim);
        var visitor = claim != null && proved
                ? identities.person(agent, claim, now)
                : returning(formerToken, agentId, now)
                        .filter(former -> claim == null || !former.isIdentified())
                        .orElseGet(() -> arriving(agent, now));
        var token = tokenOf(visitor, now);
        presence.seen(visitor);
        var conversation = new Conversation(visitor, source, locale, now);
        tallies.began(conversation);
        conversations.add(conversation);
        if (claim != null && proved) {
            identities.tell(conversation, visitor, claim, agent, now);
        } else if (claim != null) {
            conversation.claimedInVain();
        }
        feed.add(conversation.workspaceId(), FeedKind.CONVERSATION_STARTED, conversation.id(), conversation.id());
        events.fire(new ConversationStarted(
                Ids.next(), conversation.workspaceId(), agentId, conversation.id(), source, now));
        var messages = new ArrayList<Message>();
        if (!agent.greeting().isBlank()) {
            var greeting = conversation.agentSays(List.of(Message.Part.text(agent.greeting())), now);
            conversations.append(conversation, greeting);
            tell(conversation, greeting);
            messages.add(greeting);
        }
        return new StartedConversation(conversation.id(), token, transcripts.views(conversation.id(), messages));
    }

    private Optional<Visitor> returning(@Nullable String formerToken, UUID agentId, Instant now) {
        return formerToken == null
                ? Optional.empty()
                : conversations.visitorByToken(formerToken, now).filter(visitor -> visitor.agentId()
                        .equals(agentId));
    }

    private Visitor arriving(AgentView agent, Instant now) {
        var visitor = new Visitor(agent.workspaceId(), agent.id(), now);
        conversations.add(visitor);
        return visitor;
    }

    private static SourceView source(Document document) {
        var pageUrl = webAddress(document.text("page_url", MAX_URL));
        var referrer = webAddress(document.text("referrer", MAX_URL));
        var utm = new LinkedHashMap<String, String>();
        var given = document.object("utm");
        if (given != null) {
            if (given.names().size() > MAX_UTM) {
                document.violation("utm", "must have at most " + MAX_UTM + " entries");
                return new SourceView(pageUrl, referrer, utm);
            }
            for (var name : given.names()) {
                var value = given.text(name, MAX_UTM_VALUE);
                var fault = Texts.fault(name, MAX_UTM_VALUE, false);
                if (fault != null) {
                    document.violation("utm", "has a name that " + fault);
                } else if (value != null) {
                    utm.put(name, value);
                }
            }
            given.finishNested();
        }
        return new SourceView(pageUrl, referrer, utm);
    }

    // Teams click on it later: an address of another scheme, such as javascript:, is no page and is not kept.
    private static @Nullable String webAddress(@Nullable String address) {
        return address != null && OTHER_SCHEME.matcher(address).lookingAt() ? null : address;
    }

    @Override
    @Transactional
    public Identification identify(VisitorIdentity identity, UUID conversationId, Map<String, Object> body) {
        var conversation = locked(identity, conversationId);
        var agent = agent(conversation);
        var document = Document.of(body);
        var claim = IdentityClaim.read(document);
        document.finish();

        if (!identities.proves(agent, claim)) {
            if (conversation.claimedInVain()) {
                tellOfChange(conversation);
            }
            return new Identification("unverified", null);
        }
        var now = clock.instant();
        var present = conversations.visitor(identity.visitorId());
        var person = identities.person(agent, claim, now);
        String token = null;
        if (!person.id().equals(present.id())) {
            if (present.isIdentified()) {
                throw Refusal.of(
                        Refusal.Kind.CONFLICT, "This conversation is another person's; start a new one for this one.");
            }
            conversations.moveTo(person, conversation);
            if (present.declined()) {
                person.declines();
            }
            token = tokenOf(person, now);
            tellOfChange(conversation);
        }
        identities.tell(conversation, person, claim, agent, now);
        return new Identification("verified", token);
    }

    private String tokenOf(Visitor visitor, Instant now) {
        var token = Secrets.token(VisitorToken.PREFIX);
        conversations.add(new VisitorToken(token, visitor.id(), now.plus(settings.visitorTokenLifetime())));
        return token;
    }

    private void tellOfChange(Conversation conversation) {
        feed.add(conversation.workspaceId(), FeedKind.CONVERSATION_UPDATED, conversation.id(), conversation.id());
    }

    @Override
    @Transactional
    public Page<OwnConversationView> conversations(VisitorIdentity visitor, PageRequest page) {
        var own = conversations.ofVisitor(visitor.visitorId(), page);
        var lastMessages = conversations
                .lastMessages(own.items().stream().map(Conversation::id).toList())
                .stream()
                .collect(Collectors.toMap(Message::conversationId, Message::text));
        return own.map(conversation -> new OwnConversationView(
                conversation.id(),
                conversation.status().name().toLowerCase(Locale.ROOT),
                beginning(lastMessages.get(conversation.id())),
                conversation.createdAt(),
                conversation.lastActivityAt()));
    }

    private static @Nullable String beginning(@Nullable String text) {
        if (text == null || text.isBlank()) {
            return null;
        }
        return text.codePointCount(0, text.length()) <= LAST_TEXT
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LAST_TEXT));
    }

    @Override
    @Transactional
    public Optional<Thinking> prepare(VisitorIdentity identity, UUID conversationId, Map<String, Object> body) {
        var conversation = conversations
                .ofVisitor(conversationId, identity.visitorId())
                .orElseThrow(() -> Refusal.notFound("conversation"));
        var text = text(conversation, body);
        return conversation.agentReplies()
                ? replies.prepare(conversation, conversations.visitor(identity.visitorId()), agent(conversation), text)
                : Optional.empty();
    }

    private static String text(Conversation conversation, Map<String, Object> body) {
        var document = Document.of(body);
        var text = document.requiredLines("text", MAX_MESSAGE);
        document.finish();
        requireRoom(conversation);
        return text;
    }

    @Override
    @Transactional
    public List<MessageView> post(
            VisitorIdentity identity, UUID conversationId, Map<String, Object> body, @Nullable Thought thought) {
        var conversation = locked(identity, conversationId);
        var message = said(conversation, text(conversation, body));
        if (!conversation.agentReplies()) {
            replies.leave(message);
            return transcripts.views(conversationId, List.of(message));
        }
        var answer = replies.toMessage(
                conversation, conversations.visitor(identity.visitorId()), agent(conversation), message, thought);
        return transcripts.views(conversationId, List.of(message, answer));
    }

    @Override
    @Transactional
    public List<MessageView> choose(
            VisitorIdentity identity, UUID conversationId, UUID choiceId, Map<String, Object> body) {
        var conversation = locked(identity, conversationId);
        Document.of(body).finish();
        var choice = conversations
                .messages(
                        conversationId,
                        Math.max(0, conversation.messageCount() - CHOICES_KEPT),
                        conversation.messageCount())
                .stream()
                .flatMap(message -> message.choices().stream())
                .filter(given -> given.id().equals(choiceId))
                .reduce((first, second) -> second)
                .orElseThrow(() -> Refusal.notFound("choice"));
        requireRoom(conversation);

        var message = said(conversation, choice.title());
        if (!conversation.agentReplies()) {
            replies.leave(message);
            return transcripts.views(conversationId, List.of(message));
        }
        var answer = replies.toChoice(
                conversation, conversations.visitor(identity.visitorId()), agent(conversation), message, choice);
        return transcripts.views(conversationId, List.of(message, answer));
    }

    private static void requireRoom(Conversation conversation) {
        if (conversation.visitorTurns() >= MAX_TURNS) {
            throw Refusal.of(
                    Refusal.Kind.RULE_VIOLATED, "This conversation is full; start a new one to go on chatting.");
        }
    }

    private Message said(Conversation conversation, String text) {
        var conversationId = conversation.id();
        var reopened = conversation.status() == Conversation.Status.RESOLVED;
        var message = conversation.visitorSays(text, clock.instant());
        conversations.append(conversation, message);
        presence.said(conversationId);
        tell(conversation, message);
        if (reopened) {
            feed.add(conversation.workspaceId(), FeedKind.CONVERSATION_UPDATED, conversation.id(), conversation.id());
        }
        return message;
    }

    @Override
    @Transactional
    public List<MessageView> history(VisitorIdentity identity, UUID conversationId) {
        var conversation = conversations
                .ofVisitor(conversationId, identity.visitorId())
                .orElseThrow(() -> Refusal.notFound("conversation"));
        return transcripts.views(conversation.id(), conversations.messages(conversation.id()));
    }

    @Override
    @Transactional
    public List<MessageView> confirm(VisitorIdentity identity, UUID confirmationId, Map<String, Object> body) {
        var asked = conversations.confirmation(confirmationId);
        if (asked == null || !asked.visitorId().equals(identity.visitorId())) {
            throw Refusal.notFound("confirmation");
        }
        var conversation = locked(identity, asked.conversationId());
        var confirmation = conversations.refreshed(asked);
        var document = Document.of(body);
        var accept = document.flag("accept");
        if (accept == null && !document.faulty()) {
            document.violation("accept", "is required");
        }
        document.finish();

        if (confirmation.status() != Confirmation.Status.PENDING) {
            var position = confirmation.answerPosition();
            var answers = conversations.messages(conversation.id(), position, position + 1).stream()
                    .filter(message -> isAnswer(message, confirmation))
                    .toList();
            return transcripts.views(conversation.id(), answers);
        }
        var answer = replies.toAnswer(
                conversation,
                conversations.visitor(identity.visitorId()),
                agent(conversation),
                confirmation,
                Boolean.TRUE.equals(accept));
        return answer == null ? List.of() : transcripts.views(conversation.id(), List.of(answer));
    }

    // an answer that was heard in silence is followed by whatever came next
    private static boolean isAnswer(Message message, Confirmation confirmation) {
        return message.author() == Message.Author.AGENT && message.createdAt().equals(confirmation.closedAt());
    }

    @Override
    @Transactional
    public void typing(VisitorIdentity identity, UUID conversationId) {
        var conversation = conversations
                .ofVisitor(conversationId, identity.visitorId())
                .orElseThrow(() -> Refusal.notFound("conversation"));
        presence.typing(conversationId);
        typings.fire(new TypingNoticed(conversation.workspaceId(), conversation.agentId(), conversationId, true, null));
    }

    private void tell(Conversation conversation, Message message) {
        feed.add(conversation.workspaceId(), FeedKind.MESSAGE_CREATED, conversation.id(), message.id());
    }

    private Conversation locked(VisitorIdentity identity, UUID conversationId) {
        return conversations
                .lock(conversationId, identity.visitorId())
                .orElseThrow(() -> Refusal.notFound("conversation"));
    }

    private AgentView agent(Conversation conversation) {
        return agents.find(conversation.agentId()).orElseThrow(() -> Refusal.notFound("agent"));
    }
}
