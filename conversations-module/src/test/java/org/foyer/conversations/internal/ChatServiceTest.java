package org.foyer.conversations.internal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.foyer.conversations.internal.ConversationFixture.EXPLICIT;
import static org.foyer.conversations.internal.ConversationFixture.GREETING;
import static org.foyer.conversations.internal.ConversationFixture.PRICE;
import static org.foyer.conversations.internal.ConversationFixture.REFUSAL;
import static org.foyer.conversations.internal.ConversationFixture.SMALL_TALK;
import static org.foyer.conversations.internal.ConversationFixture.START;
import static org.foyer.conversations.internal.ConversationFixture.assertRefused;
import static org.foyer.conversations.internal.ConversationFixture.collecting;
import static org.foyer.conversations.internal.ConversationFixture.fieldsOf;
import static org.foyer.conversations.internal.ConversationFixture.formIn;
import static org.foyer.conversations.internal.ConversationFixture.formsIn;
import static org.foyer.conversations.internal.ConversationFixture.json;
import static org.foyer.conversations.internal.ConversationFixture.on;
import static org.foyer.conversations.internal.ConversationFixture.pointers;
import static org.foyer.conversations.internal.ConversationFixture.questionIn;
import static org.foyer.conversations.internal.ConversationFixture.questionsIn;
import static org.foyer.conversations.internal.ConversationFixture.textOf;
import static org.foyer.conversations.internal.FakeActions.ON_PRICES;
import static org.foyer.conversations.internal.FakeActions.WHEN_ASKED;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.conversations.FormView;
import org.foyer.contracts.conversations.MessageView;
import org.foyer.contracts.conversations.PartView;
import org.foyer.contracts.conversations.SourceView;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ChatServiceTest {
    private static final Duration TOKEN_LIFETIME = Duration.ofDays(90);
    private static final Duration TICK = Duration.ofNanos(1000);
    private static final String EMOJI = "😀";

    // opening a conversation

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void greetsAVisitorWhoOpensAConversation(TestDatabase.Kind kind) {
        var talk = on(kind).aConversation();

        assertThat(talk.opening).singleElement().satisfies(greeting -> {
            assertThat(greeting.author()).isEqualTo("agent");
            assertThat(greeting.createdAt()).isEqualTo(START);
            assertThat(greeting.parts()).containsExactly(new PartView.Text(GREETING));
        });
        assertThat(talk.history()).isEqualTo(talk.opening);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void saysNothingWhenTheAgentHasNoGreeting(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var silent = fixture.agents.add(fixture.workspace, "  ", "US");

        var started = fixture.chat(chat -> chat.start(silent.id(), Map.of(), null));

        assertThat(started.messages()).isEmpty();
        assertThat(fixture.history(fixture.visitorBehind(started.token()), started.id()))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void opensNoConversationWithAnUnknownAgent(TestDatabase.Kind kind) {
        var fixture = on(kind);

        assertRefused(
                Refusal.Kind.NOT_FOUND,
                () -> fixture.chat(chat -> chat.start(UUID.randomUUID(), json("{'nonsense':1}"), null)));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void remembersWhereTheVisitorCameFrom(TestDatabase.Kind kind) {
        var talk = on(kind).aConversation("""
                        {'page_url':'https://example.com/pricing','referrer':'https://example.org/','locale':'de-DE',
                         'utm':{'utm_source':'news letter','campaign':'Frühling 🌷'}}
                        """, null);

        assertThat(talk.seenByTheTeam().source())
                .isEqualTo(new SourceView(
                        "https://example.com/pricing",
                        "https://example.org/",
                        Map.of("utm_source", "news letter", "campaign", "Frühling 🌷")));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void knowsNothingOfASourceThatWasNotTold(TestDatabase.Kind kind) {
        var talk = on(kind).aConversation("{'page_url':null,'utm':null}", null);

        assertThat(talk.seenByTheTeam().source()).isEqualTo(SourceView.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void refusesAnOpeningWithWrongProperties(TestDatabase.Kind kind) {
        var fixture = on(kind);

        assertThat(pointers(() -> fixture.aConversation("""
                        {'page_url':5,'referrer':true,'locale':[],'utm':'x','identity':'x','colour':'red'}
                        """, null)))
                .containsExactlyInAnyOrder("/page_url", "/referrer", "/locale", "/utm", "/identity", "/colour");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void refusesAnOpeningWithTooLongTexts(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var longest = json("{'page_url':'%s','referrer':'%s','locale':'%s','utm':{'%s':'%s'}}"
                .formatted(EMOJI.repeat(2000), EMOJI.repeat(2000), "x".repeat(35), "n".repeat(200), EMOJI.repeat(200)));
        var tooLong = json("{'page_url':'%s','referrer':'%s','locale':'%s','utm':{'%s':'x','n':'%s'}}"
                .formatted("x".repeat(2001), "x".repeat(2001), "x".repeat(36), "n".repeat(201), "x".repeat(201)));

        assertThat(fixture.chat(chat -> chat.start(fixture.agent.id(), longest, null))
                        .token())
                .isNotEmpty();
        assertThat(pointers(() -> fixture.chat(chat -> chat.start(fixture.agent.id(), tooLong, null))))
                .containsExactlyInAnyOrder("/page_url", "/referrer", "/locale", "/utm", "/utm/n");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void refusesTextsOfASourceThatNoDatabaseShouldKeep(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var loneSurrogate = Map.<String, Object>of("utm", Map.of("a\ud83d", "x"));

        assertThat(pointers(() -> fixture.aConversation("{'page_url':'a\\u0000b'}", null)))
                .containsExactly("/page_url");
        assertThat(pointers(() -> fixture.aConversation("{'utm':{'a\\u0000b':'x'}}", null)))
                .containsExactly("/utm");
        assertThat(pointers(() -> fixture.aConversation("{'utm':{'a':'\\u0000'}}", null)))
                .containsExactly("/utm/a");
        assertThat(pointers(() -> fixture.chat(chat -> chat.start(fixture.agent.id(), loneSurrogate, null))))
                .containsExactly("/utm");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void refusesMoreThanTenUtmEntriesAndThoseThatAreNoText(TestDatabase.Kind kind) {
        var fixture = on(kind);

        assertThat(fixture.aConversation(
                                "{'utm':{'a':'1','b':'2','c':'3','d':'4','e':'5','f':'6','g':'7','h':'8','i':'9','j':'0'}}",
                                null)
                        .seenByTheTeam()
                        .source()
                        .utm())
                .hasSize(10);
        assertThat(pointers(() -> fixture.aConversation(
                        "{'utm':{'a':'1','b':'2','c':'3','d':'4','e':'5','f':'6','g':'7','h':'8','i':'9','j':'0','k':1}}",
                        null)))
                .containsExactly("/utm");
        assertThat(pointers(() -> fixture.aConversation("{'utm':{'a':'1','k':1}}", null)))
                .containsExactly("/utm/k");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void keepsNoAddressThatIsNoWebPage(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var bad = fixture.aConversation("{'page_url':'javascript:alert(1)','referrer':' DATA:text/html,x'}", null)
                .seenByTheTeam()
                .source();
        assertThat(bad).isEqualTo(SourceView.UNKNOWN);
        var good = fixture.aConversation("{'page_url':'HTTPS://a.example/','referrer':'/pricing'}", null)
                .seenByTheTeam()
                .source();
        assertThat(good.pageUrl()).isEqualTo("HTTPS://a.example/");
        assertThat(good.referrer()).isEqualTo("/pricing");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void readsAnIdentityButBelievesNoClaimYet(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "email", "name");

        var talk = fixture.aConversation("""
                        {'identity':{'user_id':'7','user_hash':'abc','name':'Ana','email':'ana@example.com','phone':'1'}}
                        """, null);

        assertThat(fieldsOf(talk.asksForTheForm())).containsExactly("email", "name");
        assertThat(pointers(() -> fixture.aConversation("{'identity':{'name':5,'role':'admin'}}", null)))
                .containsExactlyInAnyOrder(
                        "/identity/user_id", "/identity/user_hash", "/identity/name", "/identity/role");
    }

    // the visitor's token

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void knowsTheVisitorByTheToken(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var talk = fixture.aConversation();

        assertThat(talk.token).startsWith("fyv_").hasSizeGreaterThan(40);
        assertThat(talk.visitor.agentId()).isEqualTo(fixture.agent.id());
        assertThat(talk.visitor.workspaceId()).isEqualTo(fixture.workspace);
        assertThat(talk.visitor.visitorId())
                .isEqualTo(talk.seenByTheTeam().visitor().id());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void keepsOnlyTheDigestOfAToken(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var talk = fixture.aConversation();

        List<?> stored = fixture.stored(entityManager -> entityManager
                .createQuery("select t.tokenHash from VisitorToken t where t.visitorId = :visitor", String.class)
                .setParameter("visitor", talk.visitor.visitorId())
                .getResultList());

        assertThat(stored).singleElement().asString().hasSize(64).doesNotContain(talk.token.substring(4));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void knowsNobodyByAnUnknownOrExpiredToken(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var talk = fixture.aConversation();

        assertRefused(Refusal.Kind.UNAUTHENTICATED, () -> fixture.visitorBehind("fyv_unknown"));
        assertRefused(Refusal.Kind.UNAUTHENTICATED, () -> fixture.visitorBehind(""));
        fixture.clock.forward(TOKEN_LIFETIME.minus(TICK));
        assertThat(fixture.visitorBehind(talk.token)).isEqualTo(talk.visitor);
        fixture.clock.forward(TICK);
        assertRefused(Refusal.Kind.UNAUTHENTICATED, () -> fixture.visitorBehind(talk.token));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void joinsANewConversationToTheVisitorOfAFormerToken(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var former = fixture.aConversation();
        former.says(SMALL_TALK);

        var again = fixture.aConversation("{}", former.token);

        assertThat(again.visitor).isEqualTo(former.visitor);
        assertThat(again.token).isNotEqualTo(former.token);
        assertThat(again.id).isNotEqualTo(former.id);
        assertThat(again.history()).as("a conversation of its own").hasSize(1);
        assertThat(fixture.history(again.visitor, former.id)).hasSize(3);
        assertThat(fixture.visitorBehind(former.token))
                .as("the former token still holds")
                .isEqualTo(former.visitor);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void takesAVisitorWithAnExpiredTokenForANewOne(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var former = fixture.aConversation();
        fixture.clock.forward(TOKEN_LIFETIME);

        assertThat(fixture.aConversation("{}", former.token).visitor.visitorId())
                .isNotEqualTo(former.visitor.visitorId());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void takesAVisitorWithAnUnknownTokenForANewOne(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var former = fixture.aConversation();

        assertThat(fixture.aConversation("{}", former.token + "x").visitor.visitorId())
                .isNotEqualTo(former.visitor.visitorId());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void takesAVisitorWithAnotherAgentsTokenForANewOne(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var former = fixture.aConversation();
        var other = fixture.agents.add(fixture.workspace, "", "US");

        var started = fixture.chat(chat -> chat.start(other.id(), Map.of(), former.token));

        var visitor = fixture.visitorBehind(started.token());
        assertThat(visitor.visitorId()).isNotEqualTo(former.visitor.visitorId());
        assertThat(visitor.agentId()).isEqualTo(other.id());
    }

    // messages

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void answersAMessageAndKeepsBoth(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var talk = fixture.aConversation();
        fixture.clock.forward(Duration.ofSeconds(5));

        var messages = talk.posts(json("{'text':'  Hello,\\n\\tyou! '}"));

        assertThat(messages).extracting(MessageView::author).containsExactly("visitor", "agent");
        assertThat(messages.get(0).parts()).containsExactly(new PartView.Text("  Hello,\n\tyou! "));
        assertThat(textOf(messages.get(1))).isNotBlank();
        assertThat(messages)
                .allSatisfy(message -> assertThat(message.createdAt()).isEqualTo(START.plusSeconds(5)));
        assertThat(talk.history()).hasSize(3).endsWith(messages.get(0), messages.get(1));
        assertThat(talk.seenByTheTeam().lastActivityAt()).isEqualTo(START.plusSeconds(5));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void keepsAMessageOf8000CharactersInAnyScript(TestDatabase.Kind kind) {
        var talk = on(kind).aConversation();
        var emoji = EMOJI.repeat(8000);
        var rightToLeft = "مرحبا بالعالم \u202Eabc";

        talk.says(emoji);
        talk.says(rightToLeft);

        assertThat(talk.history()).extracting(ConversationFixture::textOf).contains(emoji, rightToLeft);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void refusesAMessageThatIsNoneAndStoresNothing(TestDatabase.Kind kind) {
        var talk = on(kind).aConversation();
        var bodies = List.<Map<String, Object>>of(
                Map.of("text", "x".repeat(8001)),
                Map.of("text", EMOJI.repeat(8001)),
                Map.of("text", ""),
                Map.of("text", " \n\t"),
                Map.of("text", "a\u0000b"),
                Map.of("text", "a\u001bb"),
                Map.of("text", "a\ud83d"),
                Map.of("text", "\ude00a"),
                Map.of("text", 5),
                Map.of("text", List.of("hello")),
                json("{'text':null}"),
                Map.of());

        assertThat(bodies)
                .allSatisfy(body -> assertThat(pointers(() -> talk.posts(body))).containsExactly("/text"));
        assertThat(pointers(() -> talk.posts(json("{'text':'hello','author':'agent'}"))))
                .containsExactly("/author");

        assertThat(talk.history()).isEqualTo(talk.opening);
        assertThat(talk.decisions()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void hidesAConversationFromEveryOtherVisitor(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "email");
        var talk = fixture.aConversation();
        var stranger = fixture.aConversation().visitor;
        var nowhere = UUID.randomUUID();

        assertRefused(Refusal.Kind.NOT_FOUND, () -> fixture.history(stranger, talk.id));
        assertRefused(
                Refusal.Kind.NOT_FOUND,
                () -> fixture.chat(chat -> chat.post(stranger, talk.id, Map.of("text", EXPLICIT))));
        assertRefused(
                Refusal.Kind.NOT_FOUND, () -> fixture.chat(chat -> chat.post(stranger, talk.id, Map.of("text", ""))));
        assertRefused(Refusal.Kind.NOT_FOUND, () -> fixture.history(talk.visitor, nowhere));
        assertRefused(
                Refusal.Kind.NOT_FOUND,
                () -> fixture.chat(chat -> chat.post(talk.visitor, nowhere, Map.of("text", EXPLICIT))));
        assertThat(talk.history()).isEqualTo(talk.opening);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void answersNoMoreOnceTheAgentIsDeletedButShowsTheHistory(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var talk = fixture.aConversation();
        fixture.agents.remove(fixture.agent);

        assertRefused(Refusal.Kind.NOT_FOUND, () -> talk.says("hello"));
        assertThat(talk.history()).isEqualTo(talk.opening);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void remembersWhatItHasSaidInTheConversation(TestDatabase.Kind kind) {
        var talk = collecting(kind, "email").aConversation();

        assertThat(textOf(talk.says(SMALL_TALK))).contains(ReplyWording.HINT);
        assertThat(textOf(talk.says(SMALL_TALK))).doesNotContain(ReplyWording.HINT);
    }

    // offers

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void offersTheActionsFormOnAnExplicitRequest(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var action = fixture.collect(WHEN_ASKED, "name", "email", "phone");
        var talk = fixture.aConversation();

        var answer = talk.says(EXPLICIT);

        assertThat(answer.parts()).extracting(PartView::type).containsExactly("text", "lead_form");
        var form = formIn(answer);
        assertThat(form.status()).isEqualTo("offered");
        assertThat(form.fields())
                .containsExactly(
                        new FormView.Field("name", "Name", "text", false, "Your name", "name", null),
                        new FormView.Field("email", "Email", "email", true, "Your email", "email", null),
                        new FormView.Field("phone", "Phone", "tel", false, "Your phone", "tel", null));
        assertThat(fixture.events.formsOffered()).singleElement().satisfies(offered -> {
            assertThat(offered.formId()).isEqualTo(form.id());
            assertThat(offered.actionId()).isEqualTo(action.id());
            assertThat(offered.conversationId()).isEqualTo(talk.id);
            assertThat(offered.agentId()).isEqualTo(fixture.agent.id());
            assertThat(offered.workspaceId()).isEqualTo(fixture.workspace);
            assertThat(offered.offeredAt()).isEqualTo(START);
        });
        assertThat(talk.lastMessage()).isEqualTo(answer);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void offersNothingWhereNothingCallsForIt(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "email");
        var talk = fixture.aConversation();

        assertThat(talk.says(SMALL_TALK).parts()).extracting(PartView::type).containsExactly("text");
        assertThat(talk.rules()).containsExactly("no_proposal");
        assertThat(fixture.events.formsOffered()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void offersNothingThatIsSwitchedOffOrShowsNoForm(TestDatabase.Kind kind) {
        var fixture = on(kind);
        fixture.actions.switchOff(fixture.collect(WHEN_ASKED, "email"));
        fixture.actions.addOther(fixture.agent, WHEN_ASKED);
        var talk = fixture.aConversation();

        assertThat(formsIn(talk.says(EXPLICIT))).isEmpty();
        assertThat(talk.rules()).containsExactly("no_proposal");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void offersNoSecondFormWhileOneIsOpen(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "email");
        var talk = fixture.aConversation();
        var form = talk.asksForTheForm();

        var again = talk.says(EXPLICIT);

        assertThat(formsIn(again)).isEmpty();
        assertThat(textOf(again)).startsWith("The form above is still open");
        talk.tells(form, "{'event':'started'}");
        assertThat(formsIn(talk.says(EXPLICIT))).isEmpty();
        assertThat(talk.rules()).containsExactly("explicit_request", "form_open", "form_open");
        assertThat(fixture.events.formsOffered()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void goesOnChattingWhileAFormIsOpenAndAfterwards(TestDatabase.Kind kind) {
        var talk = collecting(kind, "email").aConversation();
        var form = talk.asksForTheForm();

        assertThat(textOf(talk.says("hello"))).startsWith("Hello!");
        talk.dismisses(form);
        assertThat(textOf(talk.says("hello"))).startsWith("Hello!");
        var second = talk.asksForTheForm();
        talk.submits(second, "{'fields':{'email':'ana@example.com'}}");
        assertThat(textOf(talk.says("hello"))).startsWith("Hello!");
        assertThat(talk.formStatuses()).containsExactly("dismissed", "submitted");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void coolsDownAfterADismissalUntilTheVisitorHasChattedOn(TestDatabase.Kind kind) {
        var fixture = on(kind);
        fixture.collect(ON_PRICES, "email");
        var talk = fixture.aConversation();
        talk.dismisses(formIn(talk.says(PRICE)));

        for (int turn = 1; turn <= 4; turn++) {
            assertThat(formsIn(talk.says(PRICE))).as("turn %d", turn).isEmpty();
        }
        assertThat(formsIn(talk.says(PRICE))).hasSize(1);
        assertThat(talk.rules())
                .containsExactly("proposed", "cool_down", "cool_down", "cool_down", "cool_down", "proposed");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void coolsDownAfterADismissalUntilTimeHasPassed(TestDatabase.Kind kind) {
        var fixture = on(kind);
        fixture.collect(ON_PRICES, "email");
        var talk = fixture.aConversation();
        talk.dismisses(formIn(talk.says(PRICE)));

        fixture.clock.forward(Duration.ofHours(12).minus(TICK));
        assertThat(formsIn(talk.says(PRICE))).isEmpty();
        fixture.clock.forward(TICK);
        assertThat(formsIn(talk.says(PRICE))).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void offersAgainDuringACoolDownWhenTheVisitorAsks(TestDatabase.Kind kind) {
        var talk = collecting(kind, "email").aConversation();
        talk.dismisses(talk.asksForTheForm());

        assertThat(formsIn(talk.says(EXPLICIT))).hasSize(1);
        assertThat(talk.rules()).containsExactly("explicit_request", "explicit_request");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void offersAVisitorNoMoreThanTheirShareInAllTheirConversations(TestDatabase.Kind kind) {
        var fixture = on(kind);
        fixture.collect(ON_PRICES, "email");
        var first = fixture.aConversation();
        formIn(first.says(PRICE));
        formIn(fixture.aConversation("{}", first.token).says(PRICE));
        formIn(fixture.aConversation("{}", first.token).says(PRICE));

        var fourth = fixture.aConversation("{}", first.token);
        assertThat(formsIn(fourth.says(PRICE))).isEmpty();
        assertThat(fourth.rules()).containsExactly("visitor_cap");
        assertThat(formsIn(fixture.aConversation().says(PRICE)))
                .as("for another visitor")
                .hasSize(1);

        fixture.clock.forward(Duration.ofDays(7));
        assertThat(formsIn(fourth.says(PRICE))).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void offersNoMoreThanAConversationsShareUnlessAsked(TestDatabase.Kind kind) {
        var fixture = on(kind);
        fixture.collect(ON_PRICES + " or asks to be contacted", "email");
        var talk = fixture.aConversation();
        for (int offer = 1; offer <= 2; offer++) {
            talk.dismisses(formIn(talk.says(PRICE)));
            fixture.clock.forward(Duration.ofDays(10));
        }

        assertThat(formsIn(talk.says(PRICE))).isEmpty();
        assertThat(talk.lastRule()).isEqualTo("conversation_cap");
        assertThat(formsIn(talk.says(EXPLICIT))).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void keepsTheFormAsItWasOfferedWhenTheActionIsEdited(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var action = fixture.collect(WHEN_ASKED, "email");
        var talk = fixture.aConversation();
        var form = talk.asksForTheForm();

        fixture.actions.change(action, FakeActions.form("phone"));

        assertThat(formIn(talk.lastMessage())).isEqualTo(form);
        assertThat(talk.submits(form, "{'fields':{'email':'ana@example.com'}}").repeated())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void doesNotAskAgainForWhatTheVisitorHasLeft(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var action = fixture.collect(WHEN_ASKED, "email");
        var former = fixture.aConversation();
        former.submits(former.asksForTheForm(), "{'fields':{'email':'ana@example.com'}}");
        fixture.actions.change(action, FakeActions.form("name", "email", "phone"));

        var talk = fixture.aConversation("{}", former.token);
        var form = talk.asksForTheForm();
        assertThat(fieldsOf(form)).containsExactly("name", "phone");
        var submission = talk.submits(form, "{'fields':{'phone':'6502530000','name':'Ana'}}");

        var lead = fixture.lead(submission.leadId());
        assertThat(lead.fields()).containsOnlyKeys("name", "email", "phone").containsEntry("email", "ana@example.com");
        assertThat(List.copyOf(lead.fields().keySet()))
                .as("the form's order")
                .containsExactly("name", "email", "phone");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void takesTheLatestOfTheValuesAVisitorHasLeft(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var action = fixture.collect(WHEN_ASKED, "email");
        var first = fixture.aConversation();
        var second = fixture.aConversation("{}", first.token);
        var firstForm = first.asksForTheForm();
        var secondForm = second.asksForTheForm();
        first.submits(firstForm, "{'fields':{'email':'old@example.com'}}");
        fixture.clock.forward(Duration.ofMinutes(1));
        second.submits(secondForm, "{'fields':{'email':'new@example.com'}}");
        fixture.actions.change(action, FakeActions.form("email", "name"));

        var form = first.asksForTheForm();
        var submission = first.submits(form, "{'fields':{'name':'Ana'}}");

        assertThat(fixture.lead(submission.leadId()).fields()).containsEntry("email", "new@example.com");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void offersNoFormWhenEverythingIsKnown(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "email");
        var talk = fixture.aConversation();
        talk.submits(talk.asksForTheForm(), "{'fields':{'email':'ana@example.com'}}");

        var answer = talk.says(EXPLICIT);

        assertThat(formsIn(answer)).isEmpty();
        assertThat(textOf(answer)).isEqualTo("We have your details. Someone will get back to you.");
        assertThat(talk.lastRule()).isEqualTo("all_known");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void takesNothingForKnownThatSpamOrAProgramLeft(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "email");
        var talk = fixture.aConversation();
        talk.submits(talk.asksForTheForm(), "{'fields':{'email':'bot@example.com'},'website':'https://example.com'}");
        fixture.captured("{'email':'ana@example.com','conversation_id':'%s'}".formatted(talk.id));

        assertThat(formsIn(talk.says(EXPLICIT))).hasSize(1);
    }

    // refusals of the visitor

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void asksFirstWhenAVisitorWhoDeclinedWantsToBeContactedAfterAll(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "email");
        var talk = fixture.aConversation();
        assertThat(formsIn(talk.says(REFUSAL))).isEmpty();

        var answer = talk.says(EXPLICIT);

        assertThat(formsIn(answer)).isEmpty();
        assertThat(questionIn(answer).status()).isEqualTo("pending");
        assertThat(talk.rules()).containsExactly("refused_now", "declined");
        assertThat(fixture.events.formsOffered()).isEmpty();

        assertThat(formsIn(talk.answers(questionIn(answer), true).get(0))).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void remembersInTheNextConversationThatAVisitorDeclined(TestDatabase.Kind kind) {
        var fixture = on(kind);
        fixture.collect(ON_PRICES, "email");
        var former = fixture.aConversation();
        former.says(REFUSAL);

        var talk = fixture.aConversation("{}", former.token);
        assertThat(formsIn(talk.says(PRICE))).isEmpty();
        assertThat(talk.rules()).containsExactly("declined");
        assertThat(formsIn(fixture.aConversation().says(PRICE)))
                .as("for another visitor")
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void forgetsARefusalOnceTheVisitorHasSaidYes(TestDatabase.Kind kind) {
        var talk = collecting(kind, "email").aConversation();
        talk.says(REFUSAL);
        var form = formIn(talk.answers(questionIn(talk.says(EXPLICIT)), true).get(0));
        talk.dismisses(form);

        assertThat(formsIn(talk.says(EXPLICIT))).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void takesARefusalForANoToTheOpenQuestion(TestDatabase.Kind kind) {
        var fixture = on(kind);
        fixture.collectIfConfirmed(WHEN_ASKED, "email");
        var talk = fixture.aConversation();
        talk.says(EXPLICIT);

        talk.says(REFUSAL);

        assertThat(talk.questionStatuses()).containsExactly("declined");
        assertThat(talk.rules()).containsExactly("confirm_first", "refused_now");
    }

    // questions

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void asksBeforeItShowsTheFormOfAnActionToConfirm(TestDatabase.Kind kind) {
        var fixture = on(kind);
        fixture.collectIfConfirmed(WHEN_ASKED, "email");
        var talk = fixture.aConversation();

        var answer = talk.says(EXPLICIT);

        assertThat(answer.parts()).extracting(PartView::type).containsExactly("confirmation");
        assertThat(questionIn(answer).text()).isEqualTo("Shall someone get back to you?");
        assertThat(questionIn(answer).status()).isEqualTo("pending");
        assertThat(talk.rules()).containsExactly("confirm_first");
        assertThat(fixture.events.formsOffered()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void showsTheFormOnAYes(TestDatabase.Kind kind) {
        var fixture = on(kind);
        fixture.collectIfConfirmed(WHEN_ASKED, "email");
        var talk = fixture.aConversation();
        var question = questionIn(talk.says(EXPLICIT));

        var answers = talk.answers(question, true);

        assertThat(answers).singleElement().satisfies(answer -> {
            assertThat(answer.author()).isEqualTo("agent");
            assertThat(answer.parts()).extracting(PartView::type).containsExactly("text", "lead_form");
            assertThat(fieldsOf(formIn(answer))).containsExactly("email");
        });
        assertThat(talk.questionStatuses()).containsExactly("accepted");
        assertThat(talk.lastMessage()).isEqualTo(answers.get(0));
        assertThat(talk.decisions()).as("one per visitor message").hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void showsNoFormOnANo(TestDatabase.Kind kind) {
        var fixture = on(kind);
        fixture.collectIfConfirmed(WHEN_ASKED, "email");
        var talk = fixture.aConversation();

        var answers = talk.answers(questionIn(talk.says(EXPLICIT)), false);

        assertThat(answers).singleElement().satisfies(answer -> assertThat(answer.parts())
                .extracting(PartView::type)
                .containsExactly("text"));
        assertThat(talk.questionStatuses()).containsExactly("declined");
        assertThat(fixture.events.formsOffered()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void coolsDownAfterANo(TestDatabase.Kind kind) {
        var fixture = on(kind);
        fixture.collectIfConfirmed(ON_PRICES, "email");
        var talk = fixture.aConversation();
        talk.answers(questionIn(talk.says(PRICE)), false);

        assertThat(questionsIn(talk.says(PRICE))).isEmpty();
        assertThat(talk.lastRule()).isEqualTo("cool_down");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void takesATypedAnswerInTheNextMessage(TestDatabase.Kind kind) {
        var fixture = on(kind);
        fixture.collectIfConfirmed(WHEN_ASKED, "email");
        var willing = fixture.aConversation();
        var unwilling = fixture.aConversation();
        willing.says(EXPLICIT);
        unwilling.says(EXPLICIT);

        assertThat(formsIn(willing.says("yes please"))).hasSize(1);
        assertThat(formsIn(unwilling.says("no thanks"))).isEmpty();
        assertThat(willing.rules()).containsExactly("confirm_first", "accepted");
        assertThat(unwilling.rules()).containsExactly("confirm_first", "answered_no");
        assertThat(willing.questionStatuses()).containsExactly("accepted");
        assertThat(unwilling.questionStatuses()).containsExactly("declined");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void takesAYesForNothingOnceTheTalkHasMovedOn(TestDatabase.Kind kind) {
        var fixture = on(kind);
        fixture.collectIfConfirmed(WHEN_ASKED, "email");
        var talk = fixture.aConversation();
        var question = questionIn(talk.says(EXPLICIT));
        talk.says(SMALL_TALK);

        assertThat(formsIn(talk.says("yes"))).isEmpty();
        assertThat(talk.questionStatuses()).containsExactly("pending");
        assertThat(formsIn(talk.answers(question, true).get(0)))
                .as("the button still means the question")
                .hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void repeatsTheFirstAnswersMessageWhateverIsAnsweredLater(TestDatabase.Kind kind) {
        var fixture = on(kind);
        fixture.collectIfConfirmed(WHEN_ASKED, "email");
        var talk = fixture.aConversation();
        var question = questionIn(talk.says(EXPLICIT));
        var first = talk.answers(question, true);
        var history = talk.history();

        assertThat(talk.answers(question, true)).isEqualTo(first);
        assertThat(talk.answers(question, false)).isEqualTo(first);
        assertThat(talk.history()).isEqualTo(history);
        assertThat(fixture.events.formsOffered()).hasSize(1);

        talk.submits(formIn(first.get(0)), "{'fields':{'email':'ana@example.com'}}");
        assertThat(talk.answers(question, false)).singleElement().satisfies(answer -> assertThat(
                        formIn(answer).status())
                .as("the form's present status")
                .isEqualTo("submitted"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void repeatsTheMessageThatFollowedATypedAnswer(TestDatabase.Kind kind) {
        var fixture = on(kind);
        fixture.collectIfConfirmed(WHEN_ASKED, "email");
        var talk = fixture.aConversation();
        var question = questionIn(talk.says(EXPLICIT));
        var answer = talk.says("yes");

        assertThat(talk.answers(question, false)).containsExactly(answer);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void showsNoFormOnAYesToAnActionSwitchedOffMeanwhile(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var action = fixture.collectIfConfirmed(WHEN_ASKED, "email");
        var talk = fixture.aConversation();
        var question = questionIn(talk.says(EXPLICIT));
        fixture.actions.switchOff(action);

        var answer = talk.answers(question, true).get(0);

        assertThat(formsIn(answer)).isEmpty();
        assertThat(textOf(answer)).isEqualTo("I'm sorry, I can't do that at the moment.");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void hidesAQuestionFromEveryOtherVisitor(TestDatabase.Kind kind) {
        var fixture = on(kind);
        fixture.collectIfConfirmed(WHEN_ASKED, "email");
        var talk = fixture.aConversation();
        var question = questionIn(talk.says(EXPLICIT));
        var stranger = fixture.aConversation().visitor;
        var yes = json("{'accept':true}");

        assertRefused(Refusal.Kind.NOT_FOUND, () -> fixture.chat(chat -> chat.confirm(stranger, question.id(), yes)));
        assertRefused(
                Refusal.Kind.NOT_FOUND, () -> fixture.chat(chat -> chat.confirm(talk.visitor, UUID.randomUUID(), yes)));
        assertThat(talk.questionStatuses()).containsExactly("pending");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void refusesAnAnswerThatIsNeitherYesNorNo(TestDatabase.Kind kind) {
        var fixture = on(kind);
        fixture.collectIfConfirmed(WHEN_ASKED, "email");
        var talk = fixture.aConversation();
        var question = questionIn(talk.says(EXPLICIT));

        for (var body : Arrays.asList("{}", "{'accept':null}", "{'accept':'yes'}", "{'accept':1}")) {
            assertThat(pointers(() -> fixture.chat(chat -> chat.confirm(talk.visitor, question.id(), json(body)))))
                    .as(body)
                    .containsExactly("/accept");
        }
        assertThat(pointers(() -> fixture.chat(
                        chat -> chat.confirm(talk.visitor, question.id(), json("{'accept':true,'text':'x'}")))))
                .containsExactly("/text");
        assertThat(talk.questionStatuses()).containsExactly("pending");
        assertThat(talk.history()).hasSize(3);
    }

    // decisions

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void recordsADecisionForEachOfTheVisitorsMessages(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "email");
        var talk = fixture.aConversation();
        var first = talk.posts(Map.of("text", SMALL_TALK)).get(0);
        fixture.clock.forward(Duration.ofSeconds(1));
        var second = talk.posts(Map.of("text", EXPLICIT)).get(0);

        var decisions = talk.decisions();

        assertThat(decisions).hasSize(2);
        assertThat(decisions.get(0)).satisfies(decision -> {
            assertThat(decision.messageId()).isEqualTo(first.id());
            assertThat(decision.engine()).isEqualTo("embedded");
            assertThat(decision.offer()).isEqualTo("none");
            assertThat(decision.score()).isZero();
            assertThat(decision.concept()).isNull();
            assertThat(decision.rule()).isEqualTo("no_proposal");
            assertThat(decision.decidedAt()).isEqualTo(START);
        });
        assertThat(decisions.get(1)).satisfies(decision -> {
            assertThat(decision.messageId()).isEqualTo(second.id());
            assertThat(decision.offer()).isEqualTo("form");
            assertThat(decision.score()).isEqualTo(1.0);
            assertThat(requireNonNull(decision.concept())).isEqualTo("call-back");
            assertThat(decision.rule()).isEqualTo("explicit_request");
            assertThat(decision.reason()).isEqualTo("The visitor asked for it.");
            assertThat(decision.decidedAt()).isEqualTo(START.plusSeconds(1));
        });
    }
}
