package org.foyer.actions.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.foyer.actions.internal.ActionsFixture.START;
import static org.foyer.actions.internal.ActionsFixture.json;
import static org.foyer.actions.internal.ActionsFixture.pointers;
import static org.foyer.actions.internal.ActionsFixture.refusal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.actions.AgentView;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AgentsServiceTest {
    private static final PageRequest ALL = new PageRequest(100, null);

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void keepsAnAgentAsItWasMade(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        var prompt = "😀".repeat(8000);

        var made = fixture.agent("""
            {'name':'%s','greeting':'%s','system_prompt':'%s','locale':'pt-BR','default_region':'br',
             'theme':{'launcher_text':'Fale conosco','accent':'#0b5fff'},
             'allowed_origins':['HTTPS://A.example','http://b.example:8080']}
            """.formatted("😀".repeat(100), "ç".repeat(2000), prompt));

        assertThat(fixture.read(made)).isEqualTo(made);
        assertThat(fixture.found(made)).contains(made);
        assertThat(made.workspaceId()).isEqualTo(fixture.workspace);
        assertThat(made.systemPrompt()).isEqualTo(prompt);
        assertThat(made.defaultRegion()).isEqualTo("BR");
        assertThat(made.theme())
                .containsExactly(Map.entry("accent", "#0b5fff"), Map.entry("launcher_text", "Fale conosco"));
        assertThat(made.allowedOrigins()).containsExactly("https://a.example", "http://b.example:8080");
        assertThat(made.createdAt()).isEqualTo(START).isEqualTo(made.updatedAt());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void anAgentReadsPhoneNumbersAsItsWorkspaceDoesUnlessItIsTold(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        fixture.region = "DE";

        var made = fixture.anAgent();

        assertThat(made.defaultRegion()).isEqualTo("DE");
        assertThat(fixture.changed(made, "{'default_region':'FR'}").defaultRegion())
                .isEqualTo("FR");
        assertThat(fixture.changed(made, "{'default_region':null}").defaultRegion())
                .isEqualTo("DE");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void anAgentWithoutALookHasAnEmptyTheme(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);

        assertThat(fixture.read(fixture.anAgent()).theme()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void storesNothingOfARefusedAgent(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);

        assertThat(pointers(() -> fixture.agent("{'name':'Desk','nmae':'Desk'}")))
                .containsExactly("/nmae");
        assertThat(fixture.page(null, ALL).items()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void changesWhatIsNamedAndTheTimeWithIt(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        var agent = fixture.agent("{'name':'Desk','greeting':'Welcome','allowed_origins':['https://a.example']}");
        fixture.clock.forward(ActionsFixture.TICK);

        var changed = fixture.changed(agent, "{'greeting':null}");

        assertThat(changed.greeting()).isEqualTo("Hi! How can I help?");
        assertThat(changed.name()).isEqualTo("Desk");
        assertThat(changed.allowedOrigins()).containsExactly("https://a.example");
        assertThat(changed.createdAt()).isEqualTo(START);
        assertThat(changed.updatedAt()).isEqualTo(fixture.clock.instant()).isAfter(START);
        assertThat(fixture.read(agent)).isEqualTo(changed);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aChangeToTheSameIsNone(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        var agent = fixture.agent("{'name':'Desk','allowed_origins':['https://a.example']}");
        fixture.clock.forward(ActionsFixture.TICK);

        fixture.changed(agent, "{'name':'Desk','theme':{},'allowed_origins':['https://a.example']}");

        assertThat(fixture.read(agent)).isEqualTo(agent);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void refusesAChangeOfWhatWasChangedSinceItWasRead(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        var agent = fixture.anAgent();

        assertThatThrownBy(() -> fixture.agents(agents -> {
                    agents.get(fixture.workspace, agent.id());
                    fixture.changed(agent, "{'greeting':'Theirs'}");
                    return agents.change(fixture.workspace, agent.id(), json("{'greeting':'Ours'}"));
                }))
                .hasStackTraceContaining("OptimisticLockException");
        assertThat(fixture.read(agent).greeting()).isEqualTo("Theirs");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void listsTheNewestFirstPageByPage(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        var made = new ArrayList<AgentView>();
        for (int i = 0; i < 5; i++) {
            made.add(0, fixture.anAgent());
            if (i % 2 == 0) {
                fixture.clock.forward(ActionsFixture.TICK);
            }
        }
        ActionsFixture.on(kind).anAgent();

        var seen = new ArrayList<AgentView>();
        var page = fixture.page(null, new PageRequest(2, null));
        seen.addAll(page.items());
        while (page.next() != null) {
            var request = new PageRequest(2, page.next());
            page = fixture.page(null, request);
            seen.addAll(page.items());
        }

        assertThat(seen).hasSize(5).containsExactlyInAnyOrderElementsOf(made);
        assertThat(seen).isSortedAccordingTo((one, other) -> other.createdAt().compareTo(one.createdAt()));
        assertThat(pointers(() -> fixture.page(null, new PageRequest(2, "nonsense"))))
                .containsExactly("/query/after");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void listsNoMoreThanTheOneAgentOfABoundKey(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        var agent = fixture.anAgent();
        fixture.anAgent();
        var foreign = ActionsFixture.on(kind).anAgent();

        var page = fixture.page(agent.id(), ALL);

        assertThat(page.items()).containsExactly(agent);
        assertThat(page.next()).isNull();
        assertThat(fixture.page(foreign.id(), ALL).items()).isEmpty();
        assertThat(fixture.page(UUID.randomUUID(), ALL).items()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void anotherWorkspacesAgentIsNotThere(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        var foreign = ActionsFixture.on(kind);
        var agent = foreign.anAgent();

        for (var id : List.of(agent.id(), UUID.randomUUID())) {
            assertThat(List.of(
                            refusal(() -> fixture.agents(agents -> agents.get(fixture.workspace, id))),
                            refusal(() -> fixture.agents(agents -> agents.change(fixture.workspace, id, json("{}")))),
                            refusal(() -> fixture.agents(agents -> {
                                agents.delete(fixture.workspace, id);
                                return id;
                            }))))
                    .extracting(Refusal::kind)
                    .containsOnly(Refusal.Kind.NOT_FOUND);
        }
        assertThat(foreign.read(agent)).isEqualTo(agent);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void deletesAnAgentWithItsActions(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        var agent = fixture.anAgent();
        var other = fixture.anAgent();
        fixture.action(agent, "{'kind':'collect_leads'}");
        var kept = fixture.action(other, "{'kind':'collect_leads'}");

        fixture.agents(agents -> {
            agents.delete(fixture.workspace, agent.id());
            return agent;
        });

        assertThat(fixture.found(agent)).isEmpty();
        assertThat(fixture.enabled(agent)).isEmpty();
        assertThat(fixture.enabled(other)).containsExactly(kept);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void makesOneDemoAgent(TestDatabase.Kind kind) {
        try (var database = TestDatabase.of(kind, "actions")) {
            var fixture = ActionsFixture.on(database);
            fixture.anAgent();
            fixture.anAgent();
            assertThat(fixture.demo()).isEmpty();

            var demo = fixture.agents(agents -> agents.createDemo(fixture.workspace));
            var again = fixture.agents(agents -> agents.createDemo(fixture.workspace));

            assertThat(again).isEqualTo(demo);
            assertThat(fixture.demo()).contains(demo);
            assertThat(demo.greeting()).contains("demo");
            var actions = fixture.enabled(demo);
            assertThat(actions).hasSize(1);
            var action = actions.get(0);
            assertThat(action.name()).isEqualTo("collect_leads");
            assertThat(action.description())
                    .isEqualTo("when the visitor asks to be contacted, wants a quote or a demo,"
                            + " or a person must follow up");
            assertThat(action.properties())
                    .containsExactly(
                            Map.entry("fields", List.of("name", "email", "phone")),
                            Map.entry("success_message", "Thanks! Our team will email you within one business day."),
                            Map.entry("dismiss_message", "No problem — ask me anything else in the meantime."));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void theDatabaseAllowsNoSecondDemoAgent(TestDatabase.Kind kind) {
        try (var database = TestDatabase.of(kind, "actions")) {
            var fixture = ActionsFixture.on(database);
            fixture.agents(agents -> agents.createDemo(fixture.workspace));
            var profile = AgentProfile.of(ActionsFixture.document("{'name':'Second'}"), "US");

            var refusal = refusal(() -> database.transact(entityManager ->
                    new AgentRepository(entityManager).addDemo(Agent.demo(fixture.workspace, profile, fixture.clock))));

            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT);
        }
    }
}
