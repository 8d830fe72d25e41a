package org.foyer.conversations.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.persistence.EntityManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.foyer.contracts.actions.ActionView;
import org.foyer.contracts.actions.AgentView;
import org.foyer.contracts.contacts.Retention;
import org.foyer.contracts.contacts.RetentionView;
import org.foyer.contracts.conversations.Analytics;
import org.foyer.contracts.conversations.Chat;
import org.foyer.contracts.conversations.ConversationQuery;
import org.foyer.contracts.conversations.ConversationSummary;
import org.foyer.contracts.conversations.ConversationView;
import org.foyer.contracts.conversations.Conversations;
import org.foyer.contracts.conversations.DecisionView;
import org.foyer.contracts.conversations.FormView;
import org.foyer.contracts.conversations.LeadForms;
import org.foyer.contracts.conversations.LeadView;
import org.foyer.contracts.conversations.Leads;
import org.foyer.contracts.conversations.MessageView;
import org.foyer.contracts.conversations.NoteView;
import org.foyer.contracts.conversations.PartView;
import org.foyer.contracts.conversations.ReplyMissed;
import org.foyer.contracts.conversations.StartedConversation;
import org.foyer.contracts.conversations.TypingNoticed;
import org.foyer.contracts.conversations.VisitorIdentity;
import org.foyer.contracts.event.DomainEvent;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.refusal.Violation;
import org.foyer.contracts.workspace.Caller;
import org.foyer.platform.delivery.Undelivered;
import org.foyer.platform.json.Json;
import org.foyer.platform.testing.HandClock;
import org.foyer.platform.testing.TestDatabase;
import org.jspecify.annotations.Nullable;

/**
 * The context's façades on a real database, each call in a transaction of its own, with one agent that has no action
 * yet. The database is shared by all tests of a kind, so each takes a new workspace.
 */
final class ConversationFixture {
    private static final MessageRules RULES = new MessageRules();

    static final Instant START = Instant.parse("2026-03-02T09:20:00.123456Z");
    static final String GREETING = "Hello! Ask me anything.";
    static final String EXPLICIT = "call me back";
    static final String PRICE = "how much is it?";
    static final String SMALL_TALK = "what are your opening hours";
    static final String REFUSAL = "please don't contact me";

    private static final Map<TestDatabase.Kind, TestDatabase> DATABASES = new ConcurrentHashMap<>();

    final UUID workspace = UUID.randomUUID();
    final HandClock clock = new HandClock(START);
    final FakeAgents agents = new FakeAgents();
    final FakeCustomAttributes attributes = new FakeCustomAttributes();
    final FakeActions actions = new FakeActions();
    final FakeContacts contacts = new FakeContacts();
    final FakeKnowledge knowledge = new FakeKnowledge();
    final FakeIdentitySecrets identitySecrets = new FakeIdentitySecrets();
    final FiredEvents events = new FiredEvents();
    final AgentView agent = agents.add(workspace, GREETING, "US");

    final FakeLanguageModels models = new FakeLanguageModels();
    final ModelCalls calls = new ModelCalls(new LlmSettings(Duration.ofSeconds(50), 800, 4), new UnheardEvents<>());
    final FakeMembers members = new FakeMembers(workspace);
    final UnheardEvents<TypingNoticed> typings = new UnheardEvents<>();
    final MailsHeld mailer = new MailsHeld();

    private final TestDatabase database;
    private final ConversationsSettings settings = new ConversationsSettings(
            Duration.ofDays(90),
            Duration.ofHours(24),
            2,
            3,
            Duration.ofDays(7),
            4,
            Duration.ofHours(12),
            true,
            Duration.ofMinutes(2));

    private ConversationFixture(TestDatabase database) {
        this.database = database;
    }

    static ConversationFixture on(TestDatabase.Kind kind) {
        return new ConversationFixture(
                DATABASES.computeIfAbsent(kind, wanted -> TestDatabase.of(wanted, "conversations")));
    }

    /** An agent whose form asks these fields when a visitor wants to be contacted. */
    static ConversationFixture collecting(TestDatabase.Kind kind, String... fields) {
        var fixture = on(kind);
        fixture.collect(FakeActions.WHEN_ASKED, fields);
        return fixture;
    }

    ActionView collect(String description, String... fields) {
        return actions.add(agent, description, "auto", FakeActions.form(fields));
    }

    /** As {@link #collect}, but the agent asks before it shows the form. */
    ActionView collectIfConfirmed(String description, String... fields) {
        return actions.add(agent, description, "confirm", FakeActions.form(fields));
    }

    <T> T chat(Function<Chat, T> call) {
        return database.inTransaction(entityManager -> {
            var conversations = new ConversationRepository(entityManager);
            var forms = new LeadFormRepository(entityManager);
            var replies = new Replies(
                    conversations,
                    forms,
                    new LeadRepository(entityManager),
                    new UnansweredQuestionRepository(entityManager),
                    actions,
                    knowledge,
                    new EmbeddedReplyEngine(RULES, new MeaningModels()),
                    models,
                    calls,
                    RULES,
                    settings,
                    feed(entityManager),
                    tallies(entityManager),
                    events,
                    clock);
            return call.apply(new ChatService(
                    conversations,
                    new Identities(conversations, newcomers(conversations), identitySecrets, events),
                    tallies(entityManager),
                    new Transcripts(conversations, forms),
                    replies,
                    presence(entityManager),
                    events,
                    new UnheardEvents<>(),
                    feed(entityManager),
                    agents,
                    settings,
                    clock));
        });
    }

    <T> T unanswered(Function<UnansweredQuestionsService, T> call) {
        return database.inTransaction(entityManager -> call.apply(
                new UnansweredQuestionsService(new UnansweredQuestionRepository(entityManager), agents, knowledge)));
    }

    static Tallies tallies(EntityManager entityManager) {
        return new Tallies(new ConversationRepository(entityManager), new LeadFormRepository(entityManager));
    }

    <T> T analytics(Function<Analytics, T> call) {
        return database.inTransaction(
                entityManager -> call.apply(new AnalyticsService(new TallyRepository(entityManager), clock)));
    }

    /** Takes at most so many of what happened into the tallies. */
    int addsUp(int atMost) {
        return database.inTransaction(entityManager -> new TallyRepository(entityManager).addUp(atMost));
    }

    /** Has every form expire that is due. */
    void expiresForms() {
        boolean more;
        do {
            more = database.inTransaction(entityManager -> new FormExpiry(
                            new LeadFormRepository(entityManager),
                            new ConversationRepository(entityManager),
                            tallies(entityManager),
                            feed(entityManager),
                            settings,
                            clock)
                    .step());
        } while (more);
    }

    private IdentifiedVisitors newcomers(ConversationRepository conversations) {
        return new IdentifiedVisitors(conversations) {
            @Override
            public void add(UUID workspaceId, UUID agentId, String userId, Instant now) {
                database.transact(own ->
                        new IdentifiedVisitors(new ConversationRepository(own)).add(workspaceId, agentId, userId, now));
            }
        };
    }

    Feed feed(EntityManager entityManager) {
        return new Feed(new FeedRepository(entityManager), new UnheardEvents<>(), clock);
    }

    <T> T forms(Function<LeadForms, T> call) {
        return database.inTransaction(entityManager -> call.apply(new LeadFormsService(
                new LeadFormRepository(entityManager),
                new ConversationRepository(entityManager),
                new LeadRepository(entityManager),
                agents,
                tallies(entityManager),
                feed(entityManager),
                events,
                clock)));
    }

    <T> T leads(Function<Leads, T> call) {
        return database.inTransaction(entityManager -> call.apply(new LeadsService(
                new LeadRepository(entityManager),
                new ConversationRepository(entityManager),
                agents,
                attributes,
                tallies(entityManager),
                feed(entityManager),
                events,
                clock)));
    }

    <T> T conversations(Function<Conversations, T> call) {
        return database.inTransaction(entityManager -> {
            var conversations = new ConversationRepository(entityManager);
            return call.apply(new ConversationsService(
                    conversations,
                    new LeadRepository(entityManager),
                    new Transcripts(conversations, new LeadFormRepository(entityManager)),
                    replyMails(entityManager),
                    presence(entityManager),
                    members,
                    events,
                    typings,
                    feed(entityManager),
                    clock));
        });
    }

    /** What is kept of people, under rules of retention; the ids that undelivered events were searched for go to a list. */
    <T> T records(List<RetentionView> rules, List<String> forgotten, Function<PersonalRecordsService, T> call) {
        var retention = new Retention() {
            @Override
            public RetentionView get(UUID workspaceId) {
                throw new UnsupportedOperationException();
            }

            @Override
            public RetentionView put(UUID workspaceId, Map<String, Object> body) {
                throw new UnsupportedOperationException();
            }

            @Override
            public List<RetentionView> all() {
                return rules;
            }
        };
        var undelivered = new Undelivered() {
            @Override
            public int forget(Collection<String> texts, Collection<Class<? extends DomainEvent>> but) {
                forgotten.addAll(texts);
                return texts.size();
            }
        };
        return conversations(
                conversations -> database.inTransaction(entityManager -> call.apply(new PersonalRecordsService(
                        new PersonalRecordRepository(entityManager),
                        conversations,
                        undelivered,
                        retention,
                        contacts,
                        events,
                        clock))));
    }

    ReplyMails replyMails(EntityManager entityManager) {
        return new ReplyMails(
                new ConversationRepository(entityManager),
                new LeadRepository(entityManager),
                presence(entityManager),
                agents,
                settings,
                mailer,
                events);
    }

    /** Streams and typing are forgotten between calls, as on another node. */
    private VisitorPresence presence(EntityManager entityManager) {
        return new VisitorPresence(new ConversationRepository(entityManager), clock);
    }

    List<ConversationSummary> inbox(
            @Nullable String status,
            @Nullable UUID assignee,
            boolean unassigned,
            @Nullable String tag,
            @Nullable String text) {
        var query = new ConversationQuery(workspace, status, null, assignee, unassigned, tag, text);
        return conversations(conversations -> conversations.list(query, new PageRequest(100, null)))
                .items();
    }

    /** The conversations that are found by a text, newest first. */
    List<UUID> found(String text) {
        return inbox(null, null, false, null, text).stream()
                .map(ConversationSummary::id)
                .toList();
    }

    /** Delivers what is due of the replies that visitors missed, in the order they were written. */
    void deliverMissedReplies() {
        for (var event : events.of(ReplyMissed.class)) {
            if (!event.deliverAfter().isAfter(clock.instant())) {
                database.transact(
                        entityManager -> replyMails(entityManager).send(event.conversationId(), event.messageId()));
            }
        }
    }

    /** A look at what is stored. */
    <T> T stored(Function<EntityManager, T> look) {
        return database.inTransaction(look);
    }

    Talk aConversation() {
        return aConversation("{}", null);
    }

    Talk aConversation(String body, @Nullable String formerToken) {
        return new Talk(chat(chat -> chat.start(agent.id(), json(body), formerToken)));
    }

    VisitorIdentity visitorBehind(String token) {
        return chat(chat -> chat.visitor(token));
    }

    List<MessageView> history(VisitorIdentity visitor, UUID conversation) {
        return chat(chat -> chat.history(visitor, conversation));
    }

    LeadView lead(UUID id) {
        return leads(leads -> leads.get(workspace, id));
    }

    LeadView marks(UUID lead, String status) {
        return leads(leads -> leads.change(workspace, lead, json("{'status':'" + status + "'}")));
    }

    LeadView captured(String body) {
        return leads(leads -> leads.capture(workspace, agent.id(), json(body)));
    }

    /** A client's object, parsed as the API does; apostrophes stand for quotation marks. */
    static Map<String, Object> json(String body) {
        try {
            return Json.readObject(body.replace('\'', '"'));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Refusal refusal(ThrowingCallable call) {
        var refusal = catchThrowableOfType(Refusal.class, call);
        assertThat(refusal).as("a refusal").isNotNull();
        return refusal;
    }

    static void assertRefused(Refusal.Kind kind, ThrowingCallable call) {
        assertThat(refusal(call).kind()).isEqualTo(kind);
    }

    /** The pointers of what is wrong, which must be an INVALID. */
    static List<String> pointers(ThrowingCallable call) {
        var refusal = refusal(call);
        assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
        return refusal.violations().stream().map(Violation::pointer).toList();
    }

    static List<FormView> formsIn(MessageView message) {
        return message.parts().stream()
                .filter(PartView.Form.class::isInstance)
                .map(part -> ((PartView.Form) part).form())
                .toList();
    }

    static FormView formIn(MessageView message) {
        assertThat(formsIn(message)).as("forms in %s", message).hasSize(1);
        return formsIn(message).get(0);
    }

    static List<PartView.Confirmation> questionsIn(MessageView message) {
        return message.parts().stream()
                .filter(PartView.Confirmation.class::isInstance)
                .map(PartView.Confirmation.class::cast)
                .toList();
    }

    static PartView.Confirmation questionIn(MessageView message) {
        assertThat(questionsIn(message)).as("questions in %s", message).hasSize(1);
        return questionsIn(message).get(0);
    }

    static String textOf(MessageView message) {
        return message.parts().stream()
                .filter(PartView.Text.class::isInstance)
                .map(part -> ((PartView.Text) part).text())
                .reduce("", String::concat);
    }

    static List<String> fieldsOf(FormView form) {
        return form.fields().stream().map(FormView.Field::name).toList();
    }

    /** A visitor in one conversation, as their browser sees it. */
    final class Talk {
        final UUID id;
        final String token;
        final VisitorIdentity visitor;
        final List<MessageView> opening;

        private Talk(StartedConversation started) {
            this.id = started.id();
            this.token = started.token();
            this.opening = started.messages();
            this.visitor = visitorBehind(started.token());
        }

        List<MessageView> posts(Map<String, Object> body) {
            return chat(chat -> chat.post(visitor, id, body));
        }

        /** Says something and hears the agent's answer. */
        MessageView says(String text) {
            var messages = posts(Map.of("text", text));
            assertThat(messages).hasSize(2);
            return messages.get(1);
        }

        /** Says something that a language model may answer, as the API does it; the tokens go to the list. */
        MessageView saysToTheModel(String text, List<String> tokens) {
            var body = Map.<String, Object>of("text", text);
            var thinking = chat(chat -> chat.prepare(visitor, id, body));
            var thought = thinking.map(it -> it.think(tokens::add)).orElse(null);
            var messages = chat(chat -> chat.post(visitor, id, body, thought));
            return messages.get(messages.size() - 1);
        }

        MessageView saysToTheModel(String text) {
            return saysToTheModel(text, new ArrayList<>());
        }

        DecisionView lastDecision() {
            var decisions = decisions();
            return decisions.get(decisions.size() - 1);
        }

        FormView asksForTheForm() {
            return formIn(says(EXPLICIT));
        }

        List<MessageView> answers(PartView.Confirmation question, boolean yes) {
            return chat(chat -> chat.confirm(visitor, question.id(), Map.of("accept", yes)));
        }

        LeadForms.Submission submits(FormView form, String body) {
            return forms(forms -> forms.submit(visitor, form.id(), json(body)));
        }

        @Nullable String dismisses(FormView form) {
            return forms(forms -> forms.dismiss(visitor, form.id()));
        }

        void tells(FormView form, String progress) {
            forms(forms -> {
                forms.progress(visitor, form.id(), json(progress));
                return true;
            });
        }

        /** Says something while the team has taken over: nobody answers at once. */
        MessageView saysToTheTeam(String text) {
            var messages = posts(Map.of("text", text));
            assertThat(messages).hasSize(1);
            return messages.get(0);
        }

        MessageView hears(Caller caller, String text) {
            return conversations(conversations -> conversations.reply(caller, id, Map.of("text", text)));
        }

        ConversationView changed(Caller caller, String body) {
            return conversations(conversations -> conversations.change(caller, id, json(body), state -> {}));
        }

        NoteView noted(Caller caller, String text) {
            return conversations(conversations -> conversations.note(caller, id, Map.of("text", text)));
        }

        void read(Caller caller, String body) {
            conversations(conversations -> {
                conversations.read(caller, id, json(body));
                return true;
            });
        }

        int unread(Caller caller) {
            return conversations(conversations ->
                            conversations.unread(Objects.requireNonNull(caller.memberId()), List.of(id)))
                    .getOrDefault(id, 0);
        }

        List<MessageView> history() {
            return ConversationFixture.this.history(visitor, id);
        }

        MessageView lastMessage() {
            var history = history();
            return history.get(history.size() - 1);
        }

        /** Every form of the conversation with its present status. */
        List<String> formStatuses() {
            return history().stream()
                    .flatMap(message -> formsIn(message).stream())
                    .map(FormView::status)
                    .toList();
        }

        /** Every question of the conversation with its present status. */
        List<String> questionStatuses() {
            return history().stream()
                    .flatMap(message -> questionsIn(message).stream())
                    .map(PartView.Confirmation::status)
                    .toList();
        }

        ConversationView seenByTheTeam() {
            return conversations(conversations -> conversations.get(workspace, id));
        }

        List<DecisionView> decisions() {
            return conversations(conversations -> conversations.decisions(workspace, id));
        }

        /** The rules that decided, one per visitor message. */
        List<String> rules() {
            return decisions().stream().map(DecisionView::rule).toList();
        }

        String lastRule() {
            var rules = rules();
            return rules.get(rules.size() - 1);
        }
    }
}
