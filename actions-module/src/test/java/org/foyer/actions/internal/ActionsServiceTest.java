package org.foyer.actions.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.foyer.actions.internal.ActionsFixture.START;
import static org.foyer.actions.internal.ActionsFixture.document;
import static org.foyer.actions.internal.ActionsFixture.json;
import static org.foyer.actions.internal.ActionsFixture.pointers;
import static org.foyer.actions.internal.ActionsFixture.refusal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.foyer.contracts.actions.ActionView;
import org.foyer.contracts.actions.LeadCollection;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.testing.TestDatabase;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ActionsServiceTest {
    private static final String FULL = """
            {'kind':'collect_leads','name':'book_demo','description':' when a visitor wants a demo\\nor a quote ',
             'mode':'confirm','enabled':false,'sensitivity':'careful',
             'examples':{'offer':['Can I see it?'],'dont_offer':['Where is\\nmy invoice?']},
             'fields':['phone',{'required':true,'name':'email'}],'success_message':'Yes','dismiss_message':'No'}""";

    private static List<String> faults(String body) {
        return pointers(() -> ActionSettings.of(document(body), new CollectLeads(), Set.of()));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void fillsTheDefaults(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        var agent = fixture.anAgent();

        var action = fixture.action(agent, "{'kind':'collect_leads'}");

        assertThat(action)
                .isEqualTo(new ActionView(
                        action.id(),
                        agent.id(),
                        "collect_leads",
                        "collect_leads",
                        "when a visitor asks to be contacted or a person must follow up",
                        "auto",
                        true,
                        "balanced",
                        List.of(),
                        List.of(),
                        new CollectLeads().defaults(),
                        START,
                        START));
        assertThat(fixture.read(action)).isEqualTo(action);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void keepsAnActionAsItWasMade(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);

        var action = fixture.action(fixture.anAgent(), FULL);

        assertThat(fixture.read(action)).isEqualTo(action);
        assertThat(action.name()).isEqualTo("book_demo");
        assertThat(action.description()).isEqualTo("when a visitor wants a demo\nor a quote");
        assertThat(action.mode()).isEqualTo("confirm");
        assertThat(action.enabled()).isFalse();
        assertThat(action.sensitivity()).isEqualTo("careful");
        assertThat(action.offerExamples()).containsExactly("Can I see it?");
        assertThat(action.dontOfferExamples()).containsExactly("Where is\nmy invoice?");
        assertThat(fixture.read(action).properties())
                .hasToString("{fields=[phone, {required=true, name=email}], success_message=Yes, dismiss_message=No}");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void keepsTheLongestTexts(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        var example = "\"" + "😀".repeat(500) + "\"";
        var examples =
                String.join(",", IntStream.range(0, 50).mapToObj(i -> example).toList());

        var action = fixture.action(fixture.anAgent(), """
                {'kind':'collect_leads','name':'%s','description':'%s','success_message':'%s',
                 'examples':{'offer':[%s],'dont_offer':[%s]}}
                """.formatted(
                        "a".repeat(60), "😀".repeat(2000), "😀".repeat(500), examples, examples));

        assertThat(fixture.read(action)).isEqualTo(action);
        assertThat(action.offerExamples()).hasSize(50);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void nullIsTheDefault(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        var action = fixture.action(fixture.anAgent(), FULL);
        fixture.clock.forward(ActionsFixture.TICK);

        var cleared = fixture.changed(action, """
                {'name':null,'description':null,'mode':null,'enabled':null,'sensitivity':null,'examples':null,
                 'fields':null,'success_message':null,'dismiss_message':null}""");

        var plain = fixture.action(fixture.anAgent(), "{'kind':'collect_leads'}");
        assertThat(cleared)
                .usingRecursiveComparison()
                .ignoringFields("id", "agentId", "createdAt")
                .isEqualTo(plain);
        assertThat(fixture.read(action)).isEqualTo(cleared);
        assertThat(cleared.createdAt()).isEqualTo(START);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void changesWhatIsNamedAndTheTimeWithIt(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        var action = fixture.action(fixture.anAgent(), FULL);
        fixture.clock.forward(ActionsFixture.TICK);

        fixture.changed(action, "{}");
        fixture.changed(
                action,
                "{'kind':'collect_leads','name':'book_demo','fields':['phone',{'required':true,'name':'email'}]}");
        assertThat(fixture.read(action)).isEqualTo(action);

        var changed = fixture.changed(action, "{'fields':['phone',{'name':'email','required':true}]}");
        assertThat(changed.updatedAt()).isEqualTo(fixture.clock.instant()).isAfter(START);
        assertThat(fixture.read(action).properties())
                .hasToString("{fields=[phone, {name=email, required=true}], success_message=Yes, dismiss_message=No}");
        assertThat(changed)
                .usingRecursiveComparison()
                .ignoringFields("properties", "updatedAt")
                .isEqualTo(action);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void replacesTheExamplesAsAWhole(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        var action = fixture.action(fixture.anAgent(), FULL);

        var changed = fixture.changed(action, "{'examples':{'offer':['Call me']}}");

        assertThat(changed.offerExamples()).containsExactly("Call me");
        assertThat(changed.dontOfferExamples()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void theKindCanNotBeChanged(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        var action = fixture.action(fixture.anAgent(), "{'kind':'collect_leads'}");

        for (var other : List.of("'handoff'", "null", "5", "'COLLECT_LEADS'")) {
            var body = "{'kind':" + other + ",'enabled':false}";
            var refusal = refusal(() -> fixture.changed(action, body));
            assertThat(refusal.violations()).singleElement().satisfies(violation -> {
                assertThat(violation.pointer()).isEqualTo("/kind");
                assertThat(violation.message()).isEqualTo("can't be changed");
            });
        }
        assertThat(fixture.read(action)).isEqualTo(action);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void requiresAKnownKind(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        var agent = fixture.anAgent();

        for (var body :
                List.of("{}", "{'kind':null}", "{'kind':'book_meeting','slots':[1]}", "{'kind':5}", "{'kind':' '}")) {
            var refusal = refusal(() -> fixture.action(agent, body));
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.INVALID);
            assertThat(refusal.violations()).singleElement().satisfies(violation -> {
                assertThat(violation.pointer()).isEqualTo("/kind");
                assertThat(violation.message()).contains("one of collect_leads");
            });
        }
        assertThat(fixture.enabled(agent)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"''", "'collect leads'", "'collect-leads'", "'a.b'", "'naïve'", "' a'", "'a\\n'", "5", "['a']"})
    void refusesANameThatIsNoFunctionName(String name) {
        assertThat(faults("{'name':" + name + "}")).contains("/name");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'description':''             | /description",
                "'description':' \\n'         | /description",
                "'description':5              | /description",
                "'description':'a\\u0007'     | /description",
                "'mode':'ask'                 | /mode",
                "'mode':true                  | /mode",
                "'mode':'Auto'                | /mode",
                "'enabled':'true'             | /enabled",
                "'enabled':1                  | /enabled",
                "'sensitivity':'high'         | /sensitivity",
                "'examples':[]                | /examples",
                "'examples':{'offers':[]}     | /examples/offers",
                "'examples':{'offer':'a'}     | /examples/offer",
                "'examples':{'offer':['a',5]} | /examples/offer/1",
                "'examples':{'offer':['a',null]}   | /examples/offer/1",
                "'examples':{'dont_offer':['a',''] } | /examples/dont_offer/1",
                "'examples':{'dont_offer':['a',' '] } | /examples/dont_offer/1",
                "'examples':{'offer':['a','a\\u0000']} | /examples/offer/1",
                "'colour':'red'               | /colour",
                "'id':'a'                     | /id",
                "'agent_id':null              | /agent_id",
                "'understood_as':[]           | /understood_as",
                "'created_at':'a'             | /created_at",
                "'updated_at':'a'             | /updated_at",
                "'fields':['fax','email']     | /fields/0",
                "'success_message':5          | /success_message",
            })
    void pointsAtWhatIsWrong(String property, String pointer) {
        assertThat(faults("{" + property + "}")).containsExactly(pointer);
    }

    @Test
    void limitsTexts() {
        assertThat(faults("{'name':'" + "a".repeat(61) + "'}")).containsExactly("/name");
        assertThat(faults("{'description':'" + "a".repeat(2001) + "'}")).containsExactly("/description");
        assertThat(faults("{'examples':{'offer':['" + "a".repeat(501) + "']}}")).containsExactly("/examples/offer/0");
        var many = String.join(",", IntStream.range(0, 51).mapToObj(i -> "'a'").toList());
        assertThat(faults("{'examples':{'dont_offer':[" + many + "]}}")).containsExactly("/examples/dont_offer");
    }

    @Test
    void tellsEveryFaultAtOnce() {
        assertThat(faults("{'name':'a b','mode':'x','fields':[5,'email'],'examples':{'offer':[1]},'extra':1}"))
                .containsExactlyInAnyOrder("/name", "/mode", "/fields/0", "/examples/offer/0", "/extra");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void namesASecondActionOfAKindByItself(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        var agent = fixture.anAgent();

        var names = IntStream.range(0, 3)
                .mapToObj(i -> fixture.action(agent, "{'kind':'collect_leads'}"))
                .map(ActionView::name)
                .toList();

        assertThat(names).containsExactly("collect_leads", "collect_leads_2", "collect_leads_3");
        assertThat(fixture.action(fixture.anAgent(), "{'kind':'collect_leads'}").name())
                .isEqualTo("collect_leads");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void refusesANameThatTheAgentHasAlready(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        var agent = fixture.anAgent();
        var first = fixture.action(agent, "{'kind':'collect_leads'}");
        var second = fixture.action(agent, "{'kind':'collect_leads','name':'quotes'}");

        var made = refusal(() -> fixture.action(agent, "{'kind':'collect_leads','name':'quotes'}"));
        var renamed = refusal(() -> fixture.changed(second, "{'name':'collect_leads'}"));

        assertThat(List.of(made, renamed)).extracting(Refusal::kind).containsOnly(Refusal.Kind.CONFLICT);
        assertThat(fixture.enabled(agent)).containsExactly(first, second);
        assertThat(fixture.changed(second, "{'name':null}").name()).isEqualTo("collect_leads_2");
        assertThat(fixture.changed(first, "{'name':null}").name()).isEqualTo("collect_leads");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void actionsMadeAtOnceGetNamesOfTheirOwn(TestDatabase.Kind kind) throws Exception {
        var fixture = ActionsFixture.on(kind);
        var agent = fixture.anAgent();
        var threads = Executors.newFixedThreadPool(8);
        try {
            var calls = new ArrayList<Callable<ActionView>>();
            for (int i = 0; i < 8; i++) {
                calls.add(() -> fixture.action(agent, "{'kind':'collect_leads'}"));
            }
            var names = new ArrayList<String>();
            for (var made : threads.invokeAll(calls)) {
                names.add(made.get().name());
            }
            assertThat(names).doesNotHaveDuplicates().contains("collect_leads", "collect_leads_8");
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void theDatabaseAllowsANameOncePerAgent(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        var agent = fixture.anAgent();
        fixture.action(agent, "{'kind':'collect_leads'}");

        assertThatThrownBy(() -> fixture.database.transact(entityManager -> {
                    var same = ActionSettings.of(document("{}"), new CollectLeads(), Set.of());
                    var row = new AgentRepository(entityManager).get(fixture.workspace, agent.id());
                    new ActionRepository(entityManager).add(new Action(row, "collect_leads", same, fixture.clock));
                }))
                .isInstanceOf(ConstraintViolationException.class);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void listsTheNewestFirstPageByPage(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        var agent = fixture.anAgent();
        var made = new ArrayList<ActionView>();
        for (int i = 0; i < 3; i++) {
            made.add(0, fixture.action(agent, "{'kind':'collect_leads'}"));
            fixture.clock.forward(ActionsFixture.TICK);
        }
        fixture.action(fixture.anAgent(), "{'kind':'collect_leads'}");

        var first = fixture.actions(actions -> actions.list(fixture.workspace, agent.id(), new PageRequest(2, null)));
        var second = fixture.actions(
                actions -> actions.list(fixture.workspace, agent.id(), new PageRequest(2, first.next())));

        assertThat(first.items()).isEqualTo(made.subList(0, 2));
        assertThat(second.items()).isEqualTo(made.subList(2, 3));
        assertThat(second.next()).isNull();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void tellsTheEnabledOnesOldestFirst(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        var agent = fixture.anAgent();
        var oldest = fixture.action(agent, "{'kind':'collect_leads'}");
        fixture.clock.forward(ActionsFixture.TICK);
        fixture.action(agent, "{'kind':'collect_leads','enabled':false}");
        fixture.clock.forward(ActionsFixture.TICK);
        var newest = fixture.action(agent, "{'kind':'collect_leads'}");

        assertThat(fixture.enabled(agent)).containsExactly(oldest, newest);
        assertThat(fixture.enabled(fixture.anAgent())).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void deletesAnAction(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        var action = fixture.action(fixture.anAgent(), "{'kind':'collect_leads'}");

        fixture.actions(actions -> {
            actions.delete(fixture.workspace, action.agentId(), action.id());
            return action;
        });

        assertThat(refusal(() -> fixture.read(action)).kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void anotherAgentsActionIsNotThere(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        var foreign = ActionsFixture.on(kind);
        var own = fixture.anAgent().id();
        var theirs = foreign.anAgent();
        var action = foreign.action(theirs, "{'kind':'collect_leads'}");
        var workspace = fixture.workspace;

        for (var agent : List.of(own, theirs.id(), UUID.randomUUID())) {
            assertThat(List.of(
                            refusal(() -> fixture.actions(actions -> actions.get(workspace, agent, action.id()))),
                            refusal(() -> fixture.actions(actions ->
                                    actions.change(workspace, agent, action.id(), json("{'enabled':false}")))),
                            refusal(() -> fixture.actions(actions -> {
                                actions.delete(workspace, agent, action.id());
                                return agent;
                            }))))
                    .extracting(Refusal::kind)
                    .containsOnly(Refusal.Kind.NOT_FOUND);
        }
        assertThat(List.of(
                        refusal(() -> fixture.actions(
                                actions -> actions.create(workspace, theirs.id(), json("{'kind':'collect_leads'}")))),
                        refusal(() -> fixture.actions(
                                actions -> actions.list(workspace, theirs.id(), new PageRequest(1, null))))))
                .extracting(Refusal::kind)
                .containsOnly(Refusal.Kind.NOT_FOUND);
        assertThat(foreign.enabled(theirs)).containsExactly(action);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void resolvesTheFormOfAStoredAction(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        var action = fixture.read(fixture.action(fixture.anAgent(), FULL));

        LeadCollection form = fixture.actions(actions -> actions.leadCollection(action));

        assertThat(form.fields())
                .extracting(field -> field.name() + " " + field.required())
                .containsExactly("phone false", "email true");
        assertThat(form.successMessage()).isEqualTo("Yes");
        assertThat(form.dismissMessage()).isEqualTo("No");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void onlyCollectLeadsHasAForm(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        var other = new ActionView(
                UUID.randomUUID(),
                UUID.randomUUID(),
                "other",
                "other",
                "never",
                "auto",
                true,
                "balanced",
                List.of(),
                List.of(),
                Map.of(),
                START,
                START);

        assertThatThrownBy(() -> fixture.actions(actions -> actions.leadCollection(other)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void tellsTheKinds(TestDatabase.Kind kind) {
        var kinds = ActionsFixture.on(kind).actions(actions -> actions.kinds());

        assertThat(kinds).singleElement().satisfies(collectLeads -> {
            assertThat(collectLeads.kind()).isEqualTo("collect_leads");
            assertThat(collectLeads.title()).isNotBlank();
            assertThat(collectLeads.description()).isNotBlank();
            assertThat(collectLeads.defaults()).isEqualTo(new CollectLeads().defaults());
            assertThat(collectLeads.schema()).isEqualTo(new CollectLeads().schema());
        });
    }
}
