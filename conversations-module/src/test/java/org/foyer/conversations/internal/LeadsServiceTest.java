package org.foyer.conversations.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;
import static org.foyer.conversations.internal.ConversationFixture.START;
import static org.foyer.conversations.internal.ConversationFixture.assertRefused;
import static org.foyer.conversations.internal.ConversationFixture.collecting;
import static org.foyer.conversations.internal.ConversationFixture.json;
import static org.foyer.conversations.internal.ConversationFixture.on;
import static org.foyer.conversations.internal.ConversationFixture.pointers;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.foyer.contracts.conversations.LeadQuery;
import org.foyer.contracts.conversations.LeadUpdated;
import org.foyer.contracts.conversations.LeadView;
import org.foyer.contracts.conversations.SourceView;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LeadsServiceTest {
    // capture

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void capturesALeadFromTopLevelValues(TestDatabase.Kind kind) {
        var fixture = on(kind);

        var lead = fixture.captured("{'phone':'(650) 253-0000','email':' Ana@EXAMPLE.com','name':' Ana '}");

        assertThat(List.copyOf(lead.fields().entrySet()))
                .containsExactly(
                        entry("name", "Ana"), entry("email", "Ana@example.com"), entry("phone", "+16502530000"));
        assertThat(lead.status()).isEqualTo("new");
        assertThat(lead.workspaceId()).isEqualTo(fixture.workspace);
        assertThat(lead.agentId()).isEqualTo(fixture.agent.id());
        assertThat(lead.conversationId()).isNull();
        assertThat(lead.formId()).isNull();
        assertThat(lead.source()).isEqualTo(SourceView.UNKNOWN);
        assertThat(lead.createdAt()).isEqualTo(START);
        assertThat(fixture.lead(lead.id())).isEqualTo(lead);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void capturesALeadFromFields(TestDatabase.Kind kind) {
        var fixture = on(kind);

        assertThat(fixture.captured("{'fields':{'email':'ana@example.com','phone':null,'name':''}}")
                        .fields())
                .containsExactly(entry("email", "ana@example.com"));
        assertThat(fixture.captured("{'fields':null,'name':'Ana'}").fields()).containsExactly(entry("name", "Ana"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void capturesCustomAttributesWithTheirTypes(TestDatabase.Kind kind) {
        var fixture = on(kind);
        fixture.attributes.add(fixture.workspace, "seats", "Seats", "number");
        fixture.attributes.add(UUID.randomUUID(), "plan", "Plan", "text");

        assertThat(fixture.captured("{'fields':{'seats':12.50,'email':'ana@example.com'}}")
                        .fields())
                .containsOnly(entry("email", "ana@example.com"), entry("seats", "12.5"));
        assertThat(pointers(() -> fixture.captured("{'fields':{'email':'a@b.co','seats':'many'}}")))
                .containsExactly("/fields/seats");
        assertThat(pointers(() -> fixture.captured("{'fields':{'email':'a@b.co','plan':'pro'}}")))
                .containsExactly("/fields/plan");
        assertThat(pointers(() -> fixture.captured("{'fields':{'seats':1}}"))).containsExactly("/fields");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void tellsOthersOfACapturedLead(TestDatabase.Kind kind) {
        var fixture = on(kind);

        var lead = fixture.captured("{'email':'ana@example.com'}");

        assertThat(fixture.events.leadsSubmitted()).singleElement().satisfies(event -> {
            assertThat(event.leadId()).isEqualTo(lead.id());
            assertThat(event.workspaceId()).isEqualTo(fixture.workspace);
            assertThat(event.agentId()).isEqualTo(fixture.agent.id());
            assertThat(event.conversationId()).isNull();
            assertThat(event.channel()).isEqualTo("api");
            assertThat(event.fields()).containsExactly(entry("email", "ana@example.com"));
            assertThat(event.submittedAt()).isEqualTo(START);
        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void attachesACapturedLeadToAConversationOfTheAgent(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var talk = fixture.aConversation("{'page_url':'https://example.com/'}", null);

        var lead = fixture.captured("{'email':'ana@example.com','conversation_id':'%s'}".formatted(talk.id));

        assertThat(lead.conversationId()).isEqualTo(talk.id);
        assertThat(lead.source().pageUrl()).isEqualTo("https://example.com/");
        assertThat(talk.seenByTheTeam().leadIds()).containsExactly(lead.id());
        assertThat(fixture.events.leadsSubmitted().get(0).conversationId()).isEqualTo(talk.id);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void attachesNoLeadToAConversationThatIsNotTheAgents(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var foreign = on(kind).aConversation();
        var other = fixture.agents.add(fixture.workspace, "", "US");
        var otherAgents = fixture.chat(chat -> chat.start(other.id(), Map.of(), null));

        for (var id : List.of(foreign.id, otherAgents.id(), UUID.randomUUID())) {
            assertRefused(
                    Refusal.Kind.NOT_FOUND,
                    () -> fixture.captured("{'email':'ana@example.com','conversation_id':'%s'}".formatted(id)));
        }
        assertThat(all(fixture)).isEmpty();
        assertThat(fixture.events.leadsSubmitted()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void capturesNothingForAnAgentOfAnotherWorkspace(TestDatabase.Kind kind) {
        var fixture = on(kind);

        assertRefused(
                Refusal.Kind.NOT_FOUND,
                () -> fixture.leads(leads ->
                        leads.capture(UUID.randomUUID(), fixture.agent.id(), json("{'email':'ana@example.com'}"))));
        assertRefused(
                Refusal.Kind.NOT_FOUND,
                () -> fixture.leads(leads -> leads.capture(fixture.workspace, UUID.randomUUID(), json("{}"))));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void refusesValuesBothInFieldsAndBesideThem(TestDatabase.Kind kind) {
        var fixture = on(kind);

        assertThat(pointers(() -> fixture.captured("{'fields':{'email':'ana@example.com'},'name':'Ana','phone':null}")))
                .containsExactlyInAnyOrder("/name", "/phone");
        assertThat(all(fixture)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void refusesALeadWithoutAnyValue(TestDatabase.Kind kind) {
        var fixture = on(kind);

        for (var body : List.of(
                "{}", "{'email':' ','name':null}", "{'fields':{}}", "{'fields':{'phone':''}}", "{'fields':[]}")) {
            assertThat(pointers(() -> fixture.captured(body))).as(body).containsExactly("/fields");
        }
        assertThat(fixture.events.leadsSubmitted()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void pointsAtEveryBadValueOfACapturedLead(TestDatabase.Kind kind) {
        var fixture = on(kind);

        assertThat(pointers(() -> fixture.captured(
                        "{'email':'ana','phone':'12','name':5,'conversation_id':'7','age':'7','status':'won'}")))
                .containsExactlyInAnyOrder("/email", "/phone", "/name", "/conversation_id", "/age", "/status");
        assertThat(pointers(() -> fixture.captured("{'fields':{'email':'ana','age':'7'}}")))
                .containsExactlyInAnyOrder("/fields/email", "/fields/age");
    }

    // lists

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void listsTheNewestFirst(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var leads = captureEveryMinute(fixture, "a", "b", "c");

        assertThat(all(fixture)).containsExactly(leads.get(2), leads.get(1), leads.get(0));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void listsEveryLeadOnceOverThePages(TestDatabase.Kind kind) {
        var fixture = on(kind);
        captureEveryMinute(fixture, "a", "b");
        for (int i = 0; i < 5; i++) {
            fixture.captured("{'name':'of one moment'}");
        }
        var whole = all(fixture);
        assertThat(whole).hasSize(7).isSortedAccordingTo((a, b) -> b.createdAt().compareTo(a.createdAt()));

        var read = new ArrayList<LeadView>();
        @Nullable String after = null;
        var pages = 0;
        do {
            var page = page(fixture, query(fixture), 3, after);
            read.addAll(page.items());
            after = page.next();
            pages++;
            // one that comes while somebody reads on belongs before what was read
            fixture.clock.forward(Duration.ofMinutes(1));
            fixture.captured("{'name':'newer'}");
        } while (after != null);

        assertThat(read).isEqualTo(whole);
        assertThat(pages).isEqualTo(3);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void hasNoNextPageWhenTheLimitTakesAll(TestDatabase.Kind kind) {
        var fixture = on(kind);
        captureEveryMinute(fixture, "a", "b");

        assertThat(page(fixture, query(fixture), 2, null).next()).isNull();
        assertThat(page(fixture, query(fixture), 1, null).next()).isNotNull();
        assertThat(page(on(kind), query(on(kind)), 1, null).items()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void refusesACursorItDidNotGive(TestDatabase.Kind kind) {
        var fixture = on(kind);

        assertThat(pointers(() -> page(fixture, query(fixture), 2, "nonsense"))).containsExactly("/query/after");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void listsTheLeadsOfOneAgent(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var lead = fixture.captured("{'name':'Ana'}");
        var other = fixture.agents.add(fixture.workspace, "", "US");
        fixture.leads(leads -> leads.capture(fixture.workspace, other.id(), json("{'name':'Bo'}")));

        assertThat(list(fixture, new LeadQuery(fixture.workspace, fixture.agent.id(), null, null, null, null)))
                .containsExactly(lead);
        assertThat(all(fixture)).hasSize(2);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void listsFromOneMomentUntilJustBeforeAnother(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var leads = captureEveryMinute(fixture, "a", "b", "c");
        Function<LeadView, Instant> time = LeadView::createdAt;
        var second = time.apply(leads.get(1));
        var third = time.apply(leads.get(2));

        assertThat(list(fixture, new LeadQuery(fixture.workspace, null, second, null, null, null)))
                .containsExactly(leads.get(2), leads.get(1));
        assertThat(list(fixture, new LeadQuery(fixture.workspace, null, null, second, null, null)))
                .containsExactly(leads.get(0));
        assertThat(list(fixture, new LeadQuery(fixture.workspace, null, second, third, null, null)))
                .containsExactly(leads.get(1));
        assertThat(list(fixture, new LeadQuery(fixture.workspace, null, third, second, null, null)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void listsTheLeadsOfOneStatus(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var leads = captureEveryMinute(fixture, "a", "b");
        var won = change(fixture, leads.get(0), "{'status':'won'}");

        assertThat(list(fixture, new LeadQuery(fixture.workspace, null, null, null, "won", null)))
                .containsExactly(won);
        assertThat(list(fixture, new LeadQuery(fixture.workspace, null, null, null, "new", null)))
                .containsExactly(leads.get(1));
        assertThat(list(fixture, new LeadQuery(fixture.workspace, null, null, null, "lost", null)))
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void refusesToFilterByAnUnknownStatus(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var unknown = new LeadQuery(fixture.workspace, null, null, null, "WON", null);

        assertThat(pointers(() -> list(fixture, unknown))).containsExactly("/query/status");
        assertThat(pointers(() -> exported(fixture, unknown))).containsExactly("/query/status");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void findsPartOfAnyValueInAnyCase(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var ana = fixture.captured("{'name':'Ana ÄRGER','email':'ana@example.com'}");
        fixture.clock.forward(Duration.ofMinutes(1));
        var bo = fixture.captured("{'name':'Bo','phone':'650 253 0000'}");

        assertThat(found(fixture, "ärger")).containsExactly(ana);
        assertThat(found(fixture, "  EXAMPLE.c ")).containsExactly(ana);
        assertThat(found(fixture, "+1650253")).containsExactly(bo);
        assertThat(found(fixture, "o")).containsExactly(bo, ana);
        assertThat(found(fixture, "nobody")).isEmpty();
        assertThat(found(fixture, "email")).as("a field's name").isEmpty();
        assertThat(found(fixture, " ")).containsExactly(bo, ana);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void takesNoCharacterOfASearchForAWildcard(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var percent = fixture.captured("{'name':'100% sure'}");
        var underscore = fixture.captured("{'name':'snake_case'}");
        var exclamation = fixture.captured("{'name':'Yahoo! & Co'}");
        var backslash = fixture.captured("{'name':'a\\\\b'}");
        fixture.captured("{'name':'100 sure snakecase Yahoo & Co ab'}");

        assertThat(found(fixture, "0% s")).containsExactly(percent);
        assertThat(found(fixture, "%")).containsExactly(percent);
        assertThat(found(fixture, "snake_")).containsExactly(underscore);
        assertThat(found(fixture, "_")).containsExactly(underscore);
        assertThat(found(fixture, "yahoo!")).containsExactly(exclamation);
        assertThat(found(fixture, "!%")).isEmpty();
        assertThat(found(fixture, "\\")).containsExactly(backslash);
        assertThat(found(fixture, "'")).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void combinesFiltersAndPages(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var leads = captureEveryMinute(fixture, "ana 1", "bo 1", "ana 2", "ana 3");
        change(fixture, leads.get(3), "{'status':'lost'}");
        var query = new LeadQuery(
                fixture.workspace,
                fixture.agent.id(),
                leads.get(0).createdAt(),
                leads.get(3).createdAt().plusSeconds(1),
                "new",
                "ana");

        var first = page(fixture, query, 1, null);
        var second = page(fixture, query, 1, first.next());

        assertThat(first.items()).containsExactly(leads.get(2));
        assertThat(second.items()).containsExactly(leads.get(0));
        assertThat(second.next()).isNull();
    }

    // one lead

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void changesStatusAndNoteAndNothingElse(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var lead = fixture.captured("{'email':'ana@example.com'}");
        fixture.clock.forward(Duration.ofMinutes(1));

        var changed = change(fixture, lead, "{'status':'qualified','note':'Call\\nher 😀'}");

        assertThat(changed.status()).isEqualTo("qualified");
        assertThat(changed.note()).isEqualTo("Call\nher 😀");
        assertThat(changed.updatedAt()).isEqualTo(START.plusSeconds(60));
        assertThat(changed)
                .usingRecursiveComparison()
                .ignoringFields("status", "note", "updatedAt")
                .isEqualTo(lead);
        assertThat(fixture.lead(lead.id())).isEqualTo(changed);
        assertThat(fixture.events.leadsSubmitted()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void tellsOthersWhatBecameOfALeadAndNothingOfWhatIsNoChange(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var lead = fixture.captured("{'email':'ana@example.com'}");

        change(fixture, lead, "{'status':'new','note':null}");
        change(fixture, lead, "{'status':'won'}");
        change(fixture, lead, "{'note':'Call her'}");

        assertThat(fixture.events.of(LeadUpdated.class))
                .extracting(LeadUpdated::changes)
                .containsExactly(
                        Map.of("status", new LeadUpdated.Change("new", "won")),
                        Map.of("note", new LeadUpdated.Change(null, "Call her")));
        assertThat(fixture.events.of(LeadUpdated.class).get(1).lead().status()).isEqualTo("won");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void changesOnlyWhatIsNamed(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var lead = fixture.captured("{'email':'ana@example.com'}");
        change(fixture, lead, "{'note':'Call her'}");

        assertThat(change(fixture, lead, "{'status':'won'}").note()).isEqualTo("Call her");
        assertThat(change(fixture, lead, "{'note':null}"))
                .extracting(LeadView::status, LeadView::note)
                .containsExactly("won", null);
        var before = fixture.lead(lead.id());
        fixture.clock.forward(Duration.ofMinutes(1));
        assertThat(change(fixture, lead, "{}")).isEqualTo(before);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void refusesAChangeOfAnythingElse(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var lead = fixture.captured("{'email':'ana@example.com'}");

        assertThat(pointers(() -> change(fixture, lead, "{'fields':{'email':'x@example.com'},'email':'y'}")))
                .containsExactlyInAnyOrder("/fields", "/email");
        for (var status : List.of("null", "'WON'", "'deleted'", "5")) {
            assertThat(pointers(() -> change(fixture, lead, "{'status':%s}".formatted(status))))
                    .as(status)
                    .containsExactly("/status");
        }
        for (var note : List.of("'" + "x".repeat(2001) + "'", "5", "'a\\u0000'")) {
            assertThat(pointers(() -> change(fixture, lead, "{'status':null,'note':%s}".formatted(note))))
                    .as(note)
                    .containsExactlyInAnyOrder("/status", "/note");
        }
        assertThat(fixture.lead(lead.id())).isEqualTo(lead);
        assertThat(change(fixture, lead, "{'note':'%s'}".formatted("😀".repeat(2000)))
                        .note())
                .hasSize(4000);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void deletesALead(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "email");
        var talk = fixture.aConversation();
        var id = talk.submits(talk.asksForTheForm(), "{'fields':{'email':'ana@example.com'}}")
                .leadId();

        delete(fixture, fixture.workspace, id);

        assertRefused(Refusal.Kind.NOT_FOUND, () -> fixture.lead(id));
        assertRefused(Refusal.Kind.NOT_FOUND, () -> delete(fixture, fixture.workspace, id));
        assertThat(all(fixture)).isEmpty();
        assertThat(talk.seenByTheTeam().leadIds()).isEmpty();
        assertThat(talk.formStatuses()).as("the conversation stays").containsExactly("submitted");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void hidesTheLeadsOfAnotherWorkspace(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var lead = fixture.captured("{'email':'ana@example.com'}");
        var foreign = UUID.randomUUID();

        assertRefused(Refusal.Kind.NOT_FOUND, () -> fixture.leads(leads -> leads.get(foreign, lead.id())));
        assertRefused(
                Refusal.Kind.NOT_FOUND,
                () -> fixture.leads(leads -> leads.change(foreign, lead.id(), json("{'status':'won'}"))));
        assertRefused(
                Refusal.Kind.NOT_FOUND,
                () -> fixture.leads(leads -> leads.change(foreign, lead.id(), json("{'nonsense':1}"))));
        assertRefused(Refusal.Kind.NOT_FOUND, () -> delete(fixture, foreign, lead.id()));
        assertRefused(Refusal.Kind.NOT_FOUND, () -> fixture.lead(UUID.randomUUID()));
        var theirs = new LeadQuery(foreign, null, null, null, null, null);
        assertThat(list(fixture, theirs)).isEmpty();
        assertThat(exported(fixture, theirs)).isEmpty();
        assertThat(fixture.lead(lead.id())).isEqualTo(lead);
    }

    // export

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void exportsWhatTheListShowsInItsOrder(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var leads = captureEveryMinute(fixture, "ana 1", "bo 1", "ana 2");

        assertThat(exported(fixture, query(fixture)))
                .containsExactly(leads.get(2), leads.get(1), leads.get(0))
                .isEqualTo(all(fixture));
        assertThat(exported(fixture, new LeadQuery(fixture.workspace, null, null, null, null, "ana")))
                .containsExactly(leads.get(2), leads.get(0));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void exportsMoreThanOneBatch(TestDatabase.Kind kind) {
        var fixture = on(kind);
        fixture.leads(leads -> {
            for (int i = 0; i < 1100; i++) {
                leads.capture(fixture.workspace, fixture.agent.id(), json("{'name':'Ana %d'}".formatted(i)));
                fixture.clock.forward(Duration.ofSeconds(1));
            }
            return true;
        });

        var exported = exported(fixture, query(fixture));

        assertThat(exported).hasSize(1100).doesNotHaveDuplicates();
        assertThat(exported.get(0).fields()).containsEntry("name", "Ana 1099");
        assertThat(exported.get(1099).fields()).containsEntry("name", "Ana 0");
    }

    private static List<LeadView> captureEveryMinute(ConversationFixture fixture, String... names) {
        var leads = new ArrayList<LeadView>();
        for (var name : names) {
            leads.add(fixture.captured("{'name':'%s'}".formatted(name)));
            fixture.clock.forward(Duration.ofMinutes(1));
        }
        return leads;
    }

    private static LeadQuery query(ConversationFixture fixture) {
        return new LeadQuery(fixture.workspace, null, null, null, null, null);
    }

    private static List<LeadView> all(ConversationFixture fixture) {
        return list(fixture, query(fixture));
    }

    private static List<LeadView> found(ConversationFixture fixture, String text) {
        return list(fixture, new LeadQuery(fixture.workspace, null, null, null, null, text));
    }

    private static List<LeadView> list(ConversationFixture fixture, LeadQuery query) {
        return page(fixture, query, PageRequest.MAX_LIMIT, null).items();
    }

    private static Page<LeadView> page(
            ConversationFixture fixture, LeadQuery query, int limit, @Nullable String after) {
        return fixture.leads(leads -> leads.list(query, new PageRequest(limit, after)));
    }

    private static List<LeadView> exported(ConversationFixture fixture, LeadQuery query) {
        var rows = new ArrayList<LeadView>();
        fixture.leads(leads -> {
            leads.export(query, rows::add);
            return true;
        });
        return rows;
    }

    private static LeadView change(ConversationFixture fixture, LeadView lead, String body) {
        return fixture.leads(leads -> leads.change(fixture.workspace, lead.id(), json(body)));
    }

    private static void delete(ConversationFixture fixture, UUID workspace, UUID lead) {
        fixture.leads(leads -> {
            leads.delete(workspace, lead);
            return true;
        });
    }
}
