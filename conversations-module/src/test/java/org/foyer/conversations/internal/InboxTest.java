package org.foyer.conversations.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foyer.conversations.internal.ConversationFixture.EXPLICIT;
import static org.foyer.conversations.internal.ConversationFixture.SMALL_TALK;
import static org.foyer.conversations.internal.ConversationFixture.assertRefused;
import static org.foyer.conversations.internal.ConversationFixture.collecting;
import static org.foyer.conversations.internal.ConversationFixture.formIn;
import static org.foyer.conversations.internal.ConversationFixture.json;
import static org.foyer.conversations.internal.ConversationFixture.on;
import static org.foyer.conversations.internal.ConversationFixture.pointers;
import static org.foyer.conversations.internal.ConversationFixture.questionIn;
import static org.foyer.conversations.internal.FakeActions.DISMISSED;
import static org.foyer.conversations.internal.FakeActions.SUCCESS;
import static org.foyer.conversations.internal.FakeActions.WHEN_ASKED;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.foyer.contracts.conversations.ConversationQuery;
import org.foyer.contracts.conversations.ConversationResolved;
import org.foyer.contracts.conversations.ConversationStarted;
import org.foyer.contracts.conversations.ConversationSummary;
import org.foyer.contracts.conversations.MessageView;
import org.foyer.contracts.conversations.NoteView;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The team's side: taking over, assigning, tagging, noting, reading, finding. */
class InboxTest {
    private static final String EMAIL = "{'fields':{'email':'Ana@Example.com'}}";

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void silencesTheAgentUntilTheConversationIsGivenBack(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "email");
        var zoe = fixture.members.member("Zoë");
        var talk = fixture.aConversation();
        talk.says(SMALL_TALK);

        var reply = talk.hears(zoe, "I am taking over");
        assertThat(reply.author()).isEqualTo("member");
        assertThat(reply.authorName()).isEqualTo("Zoë");
        assertThat(talk.seenByTheTeam().state().agentReplies()).isFalse();

        var unanswered = talk.saysToTheTeam(EXPLICIT);
        assertThat(talk.lastMessage()).isEqualTo(unanswered);
        assertThat(talk.lastRule()).isEqualTo("taken_over");
        assertThat(talk.formStatuses()).isEmpty();

        assertThat(talk.changed(zoe, "{'agent_replies':true}").state().agentReplies())
                .isTrue();
        assertThat(talk.says(EXPLICIT).author()).isEqualTo("agent");
        assertThat(talk.formStatuses()).containsExactly("offered");
        assertThat(talk.history())
                .extracting(MessageView::author)
                .containsExactly("agent", "visitor", "agent", "member", "visitor", "visitor", "agent");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void silencesTheAgentWithoutAMessageToo(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "email");
        var talk = fixture.aConversation();

        talk.changed(fixture.members.member("Zoë"), "{'agent_replies':false}");

        talk.saysToTheTeam(EXPLICIT);
        assertThat(talk.lastRule()).isEqualTo("taken_over");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void letsAnApiKeyWriteWithoutAName(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var talk = fixture.aConversation();

        var reply = talk.hears(fixture.members.apiKey(null), "from the CRM");

        assertThat(reply.author()).isEqualTo("member");
        assertThat(reply.authorName()).isNull();
        talk.saysToTheTeam("hello?");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void keepsAnOpenFormUsableAndTheAgentSilentAboutIt(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "email");
        var zoe = fixture.members.member("Zoë");
        var talk = fixture.aConversation();
        var form = talk.asksForTheForm();
        var other = fixture.aConversation();
        var dismissed = other.asksForTheForm();
        talk.hears(zoe, "hi");
        other.hears(zoe, "hi");

        var submission = talk.submits(form, EMAIL);

        assertThat(submission.message()).isEqualTo(SUCCESS);
        assertThat(other.dismisses(dismissed)).isEqualTo(DISMISSED);
        assertThat(talk.seenByTheTeam().leadIds()).containsExactly(submission.leadId());
        assertThat(talk.formStatuses()).containsExactly("submitted");
        assertThat(other.formStatuses()).containsExactly("dismissed");
        assertThat(talk.lastMessage().author()).isEqualTo("member");
        assertThat(other.lastMessage().author()).isEqualTo("member");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void keepsAnOpenQuestionUsable(TestDatabase.Kind kind) {
        var fixture = on(kind);
        fixture.collectIfConfirmed(WHEN_ASKED, "email");
        var zoe = fixture.members.member("Zoë");
        var accepting = fixture.aConversation();
        var yes = questionIn(accepting.says(EXPLICIT));
        accepting.hears(zoe, "hi");
        var declining = fixture.aConversation();
        var no = questionIn(declining.says(EXPLICIT));
        declining.hears(zoe, "hi");

        var answer = accepting.answers(yes, true);
        assertThat(answer).hasSize(1);
        assertThat(formIn(answer.get(0)).status()).isEqualTo("offered");
        assertThat(accepting.answers(yes, true)).isEqualTo(answer);

        assertThat(declining.answers(no, false)).isEmpty();
        assertThat(declining.questionStatuses()).containsExactly("declined");
        declining.hears(zoe, "never mind");
        assertThat(declining.answers(no, false))
                .as("the member's message is no answer to it")
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void assignsToMembersOfTheWorkspaceOnly(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var zoe = fixture.members.member("Zoë");
        var talk = fixture.aConversation();

        assertThat(talk.changed(zoe, "{'assignee_id':'%s'}".formatted(zoe.memberId()))
                        .state()
                        .assigneeId())
                .isEqualTo(zoe.memberId());
        assertThat(pointers(() -> talk.changed(zoe, "{'assignee_id':'%s'}".formatted(UUID.randomUUID()))))
                .containsExactly("/assignee_id");
        assertThat(talk.changed(zoe, "{'status':'open'}").state().assigneeId()).isEqualTo(zoe.memberId());
        assertThat(talk.changed(zoe, "{'assignee_id':null}").state().assigneeId())
                .isNull();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void resolvesAndIsReopenedByTheVisitor(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var zoe = fixture.members.member("Zoë");
        var talk = fixture.aConversation();
        assertThat(fixture.events.of(ConversationStarted.class))
                .extracting(ConversationStarted::conversationId)
                .containsExactly(talk.id);

        assertThat(talk.changed(zoe, "{'status':'resolved'}").state().status()).isEqualTo("resolved");
        talk.changed(zoe, "{'status':'resolved'}");
        assertThat(fixture.events.of(ConversationResolved.class))
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.conversationId()).isEqualTo(talk.id);
                    assertThat(event.memberId()).isEqualTo(zoe.memberId());
                });

        talk.hears(zoe, "one more thing");
        assertThat(talk.seenByTheTeam().state().status())
                .as("a member's word does not reopen")
                .isEqualTo("resolved");
        talk.saysToTheTeam("hello again");
        assertThat(talk.seenByTheTeam().state().status()).isEqualTo("open");
        talk.changed(zoe, "{'status':'resolved'}");
        assertThat(fixture.events.of(ConversationResolved.class)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void normalisesTags(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var zoe = fixture.members.member("Zoë");
        var talk = fixture.aConversation();

        assertThat(talk.changed(zoe, "{'tags':['  Big   Deal ','VIP','vip','Cafe\\u0301']}")
                        .state()
                        .tags())
                .containsExactly("Big Deal", "VIP", "Café");
        assertThat(talk.changed(zoe, "{'tags':['vip','new']}").state().tags()).containsExactly("vip", "new");
        assertThat(fixture.inbox(null, null, false, "VIP", null)).hasSize(1);
        assertThat(fixture.inbox(null, null, false, "Big Deal", null)).isEmpty();
        assertThat(fixture.found("EW")).containsExactly(talk.id);
        assertThat(talk.changed(zoe, "{'tags':[]}").state().tags()).isEmpty();
        assertThat(fixture.found("vip")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void refusesChangesThatMakeNoSense(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var zoe = fixture.members.member("Zoë");
        var talk = fixture.aConversation();
        var many = IntStream.range(0, 21).mapToObj(i -> "'t" + i + "'").toList();

        for (var fault : Map.of(
                        "{'status':'closed'}",
                        "/status",
                        "{'status':null}",
                        "/status",
                        "{'agent_replies':'yes'}",
                        "/agent_replies",
                        "{'agent_replies':null}",
                        "/agent_replies",
                        "{'tags':'vip'}",
                        "/tags",
                        "{'tags':null}",
                        "/tags",
                        "{'tags':['ok','  ']}",
                        "/tags/1",
                        "{'tags':['" + "x".repeat(51) + "']}",
                        "/tags/0",
                        "{'assignee_id':'me'}",
                        "/assignee_id",
                        "{'colour':'red'}",
                        "/colour")
                .entrySet()) {
            assertThat(pointers(() -> talk.changed(zoe, fault.getKey())))
                    .as(fault.getKey())
                    .containsExactly(fault.getValue());
        }
        assertThat(pointers(() -> talk.changed(zoe, "{'tags':" + many + "}"))).containsExactly("/tags");
        assertThat(pointers(() -> talk.hears(zoe, " "))).containsExactly("/text");
        assertThat(pointers(() -> talk.hears(zoe, "x".repeat(8001)))).containsExactly("/text");
        assertThat(pointers(() -> talk.noted(zoe, ""))).containsExactly("/text");
        assertThat(pointers(() -> talk.read(zoe, "{'message_id':'%s'}".formatted(UUID.randomUUID()))))
                .containsExactly("/message_id");
        assertThat(talk.seenByTheTeam().state().agentReplies()).isTrue();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void letsTheCallerRefuseWhatSomebodyElseChanged(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var zoe = fixture.members.member("Zoë");
        var talk = fixture.aConversation();
        talk.changed(zoe, "{'tags':['vip']}");

        assertRefused(
                Refusal.Kind.CONFLICT,
                () -> fixture.conversations(
                        conversations -> conversations.change(zoe, talk.id, json("{'status':'resolved'}"), state -> {
                            assertThat(state.tags()).containsExactly("vip");
                            throw Refusal.of(Refusal.Kind.CONFLICT, "stale");
                        })));
        assertThat(talk.seenByTheTeam().state().status()).isEqualTo("open");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void showsNotesToTheTeamAlone(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var zoe = fixture.members.member("Zoë");
        var talk = fixture.aConversation();
        var before = talk.seenByTheTeam().lastActivityAt();
        fixture.clock.forward(Duration.ofMinutes(1));

        talk.noted(zoe, "looks serious");
        talk.noted(fixture.members.apiKey(null), "score 80");

        assertThat(talk.seenByTheTeam().notes())
                .extracting(NoteView::text)
                .containsExactly("looks serious", "score 80");
        assertThat(talk.seenByTheTeam().notes())
                .extracting(NoteView::authorName)
                .containsExactly("Zoë", null);
        assertThat(talk.history()).hasSize(1);
        assertThat(talk.seenByTheTeam().lastActivityAt()).isEqualTo(before);
        assertThat(talk.seenByTheTeam().state().agentReplies()).isTrue();
        assertThat(fixture.found("SERIOUS")).containsExactly(talk.id);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void countsWhatEachMemberHasNotRead(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var zoe = fixture.members.member("Zoë");
        var max = fixture.members.member("Max");
        var talk = fixture.aConversation();
        assertThat(talk.unread(zoe)).isZero();
        talk.says("one");
        talk.says("two");
        assertThat(talk.unread(zoe)).isEqualTo(2);

        var first = talk.history().get(1).id();
        talk.read(zoe, "{'message_id':'%s'}".formatted(first));
        assertThat(talk.unread(zoe)).isEqualTo(1);
        talk.read(zoe, "{}");
        assertThat(talk.unread(zoe)).isZero();
        talk.read(zoe, "{'message_id':'%s'}".formatted(first));
        assertThat(talk.unread(zoe)).as("a mark never moves back").isZero();
        assertThat(talk.unread(max)).isEqualTo(2);

        talk.hears(max, "hi");
        assertThat(talk.unread(max)).as("who answers has read").isZero();
        talk.saysToTheTeam("three");
        assertThat(talk.unread(zoe)).isEqualTo(1);
        assertRefused(Refusal.Kind.FORBIDDEN, () -> talk.read(fixture.members.apiKey(null), "{}"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void hidesOtherWorkspacesAndOtherAgents(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var talk = fixture.aConversation();
        var stranger = new FakeMembers(UUID.randomUUID()).member("Eve");
        var otherAgents = fixture.members.apiKey(UUID.randomUUID());

        for (var caller : List.of(stranger, otherAgents)) {
            assertRefused(Refusal.Kind.NOT_FOUND, () -> talk.hears(caller, "hi"));
            assertRefused(Refusal.Kind.NOT_FOUND, () -> talk.noted(caller, "hi"));
            assertRefused(Refusal.Kind.NOT_FOUND, () -> talk.read(caller, "{}"));
            assertRefused(Refusal.Kind.NOT_FOUND, () -> talk.changed(caller, "{'status':'resolved'}"));
        }
        assertThat(on(kind).found("hello")).isEmpty();
        assertThat(talk.hears(fixture.members.apiKey(fixture.agent.id()), "hi").author())
                .isEqualTo("member");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void listsTheLatestActivityFirstPageByPage(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var talks = new ArrayList<ConversationFixture.Talk>();
        for (int i = 0; i < 7; i++) {
            fixture.clock.forward(Duration.ofSeconds(i % 2));
            talks.add(fixture.aConversation());
        }
        fixture.clock.forward(Duration.ofSeconds(1));
        talks.get(2).says("the latest");

        var listed = new ArrayList<ConversationSummary>();
        String after = null;
        do {
            var page = new PageRequest(3, after);
            var found = fixture.conversations(conversations -> conversations.list(
                    new ConversationQuery(fixture.workspace, null, null, null, false, null, null), page));
            listed.addAll(found.items());
            after = found.next();
        } while (after != null);

        assertThat(listed)
                .extracting(ConversationSummary::id)
                .startsWith(talks.get(2).id)
                .doesNotHaveDuplicates()
                .hasSize(7);
        assertThat(listed)
                .extracting(ConversationSummary::lastActivityAt)
                .isSortedAccordingTo(Collections.reverseOrder());
        assertThat(listed.get(0).lastMessage()).isEqualTo(talks.get(2).lastMessage());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void filtersByWhatTheTeamDecided(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var zoe = fixture.members.member("Zoë");
        var named = new HashMap<UUID, String>();
        for (var change : Map.of(
                        "resolved", "{'status':'resolved'}",
                        "zoes", "{'assignee_id':'%s'}".formatted(zoe.memberId()),
                        "tagged", "{'tags':['vip']}")
                .entrySet()) {
            var talk = fixture.aConversation();
            talk.changed(zoe, change.getValue());
            named.put(talk.id, change.getKey());
        }

        assertThat(names(named, fixture.inbox("resolved", null, false, null, null)))
                .containsExactly("resolved");
        assertThat(names(named, fixture.inbox("open", null, false, null, null)))
                .containsExactlyInAnyOrder("zoes", "tagged");
        assertThat(names(named, fixture.inbox(null, zoe.memberId(), false, null, null)))
                .containsExactly("zoes");
        assertThat(names(named, fixture.inbox(null, null, true, null, null)))
                .containsExactlyInAnyOrder("resolved", "tagged");
        assertThat(names(named, fixture.inbox(null, null, false, "Vip", null))).containsExactly("tagged");
        assertThat(names(named, fixture.inbox("resolved", null, false, "vip", null)))
                .isEmpty();
        assertThat(pointers(() -> fixture.inbox("closed", null, false, null, null)))
                .containsExactly("/query/status");
    }

    private static List<String> names(Map<UUID, String> named, List<ConversationSummary> listed) {
        return listed.stream().map(summary -> named.get(summary.id())).toList();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void findsWordsOfBothSidesAndWhatWasLeft(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "email");
        var zoe = fixture.members.member("Zoë");
        var talk = fixture.aConversation();
        talk.says("My ORDER is 50% broken, ΣΑΣ_42!");
        var lead = talk.submits(talk.asksForTheForm(), EMAIL).leadId();
        talk.hears(zoe, "Wir prüfen das");
        fixture.aConversation().says("something else");

        assertThat(fixture.found("order is 50% b")).containsExactly(talk.id);
        assertThat(fixture.found("σασ_42!")).containsExactly(talk.id);
        assertThat(fixture.found("PRÜFEN")).containsExactly(talk.id);
        assertThat(fixture.found("ana@example")).containsExactly(talk.id);
        assertThat(fixture.found("o%r")).as("a per cent sign is itself").isEmpty();
        assertThat(fixture.found("  ")).hasSize(2);

        fixture.leads(leads -> {
            leads.delete(fixture.workspace, lead);
            return true;
        });
        assertThat(fixture.found("ana@example")).isEmpty();
        fixture.captured("{'name':'Bo','conversation_id':'%s'}".formatted(talk.id));
        assertThat(fixture.found("bo")).contains(talk.id);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void tellsWhetherTheVisitorIsThere(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var talk = fixture.aConversation();
        assertThat(talk.seenByTheTeam().visitor().online()).isTrue();

        fixture.clock.forward(Duration.ofMinutes(1));
        assertThat(talk.seenByTheTeam().visitor().online()).isFalse();
        fixture.visitorBehind(talk.token);
        assertThat(talk.seenByTheTeam().visitor().online()).isTrue();
        assertThat(talk.seenByTheTeam().visitor().lastSeenAt()).isEqualTo(fixture.clock.instant());

        fixture.clock.forward(Duration.ofMinutes(1));
        assertThat(talk.seenByTheTeam().visitor().online()).isFalse();
        fixture.stored(entityManager -> {
            var conversations = new ConversationRepository(entityManager);
            var transcripts = new Transcripts(conversations, new LeadFormRepository(entityManager));
            return new LiveFeedService(
                            new FeedRepository(entityManager),
                            conversations,
                            new LeadRepository(entityManager),
                            transcripts,
                            fixture.clock)
                    .stillGood(List.of(talk.token));
        });
        assertThat(talk.seenByTheTeam().visitor().online())
                .as("who has a stream open is there")
                .isTrue();
    }
}
