package org.foyer.actions.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foyer.actions.internal.ActionsFixture.json;
import static org.foyer.actions.internal.ActionsFixture.pointers;
import static org.foyer.actions.internal.ActionsFixture.refusal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.foyer.contracts.actions.AgentView;
import org.foyer.contracts.actions.LanguageModelView;
import org.foyer.contracts.actions.LanguageModels;
import org.foyer.contracts.actions.ModelEndpoint;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.secret.SecretBox;
import org.foyer.platform.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class LanguageModelsServiceTest {
    private static final LanguageModelSettings NONE =
            new LanguageModelSettings(Optional.empty(), Optional.empty(), Optional.empty());
    private static final LanguageModelSettings SHARED = new LanguageModelSettings(
            Optional.of("http://10.0.0.5:8000/v1"), Optional.of("shared"), Optional.of("sk-shared"));
    private static final String OWN =
            "{'base_url':'http://127.0.0.1:8000/v1','model':'tiny','api_key':'sk-own','enabled':true}";

    private LanguageModelSettings installation = NONE;
    private SecretBox box = SecretBox.withRandomKey();

    private <T> T models(ActionsFixture fixture, Function<LanguageModels, T> call) {
        return fixture.database.inTransaction(entityManager -> call.apply(new LanguageModelsService(
                new AgentRepository(entityManager), new LanguageModelRepository(entityManager), installation, box)));
    }

    private LanguageModelView put(ActionsFixture fixture, AgentView agent, String body) {
        return models(fixture, models -> models.put(fixture.workspace, agent.id(), json(body)));
    }

    private LanguageModelView read(ActionsFixture fixture, AgentView agent) {
        return models(fixture, models -> models.get(fixture.workspace, agent.id()));
    }

    private Optional<ModelEndpoint> endpoint(ActionsFixture fixture, AgentView agent) {
        return models(fixture, models -> models.endpointOf(agent.id()));
    }

    private ModelEndpoint candidate(ActionsFixture fixture, AgentView agent, String body) {
        return models(fixture, models -> models.candidate(fixture.workspace, agent.id(), json(body)));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void keepsTheKeySealedAndShowsItToNobody(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        var agent = fixture.anAgent();
        assertThat(endpoint(fixture, agent)).isEmpty();
        var view = put(fixture, agent, OWN);

        assertThat(view).isEqualTo(new LanguageModelView("http://127.0.0.1:8000/v1", "tiny", true, true, false));
        assertThat(read(fixture, agent)).isEqualTo(view);
        assertThat(endpoint(fixture, agent)).contains(new ModelEndpoint("http://127.0.0.1:8000/v1", "tiny", "sk-own"));
        var kept = fixture.database.inTransaction(entityManager -> entityManager
                .createQuery("select m.sealedKey from LanguageModel m where m.agentId = :agent", String.class)
                .setParameter("agent", agent.id())
                .getSingleResult());
        assertThat(kept).startsWith("v1.").doesNotContain("sk-own");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void keepsTheKeyForItsServerAlone(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        var agent = fixture.anAgent();
        put(fixture, agent, OWN);
        assertThat(put(fixture, agent, "{'base_url':'http://127.0.0.1:8000/other/v1','model':'big'}")
                        .apiKeySet())
                .as("the same server")
                .isTrue();
        assertThat(candidate(fixture, agent, "{'base_url':'http://127.0.0.1:9999/v1'}")
                        .apiKey())
                .as("a check on another server")
                .isNull();
        assertThat(candidate(fixture, agent, "{}").apiKey()).isEqualTo("sk-own");
        assertThat(put(fixture, agent, "{'base_url':'http://127.0.0.1:9999/v1','model':'big'}")
                        .apiKeySet())
                .as("another port")
                .isFalse();
        put(fixture, agent, OWN);
        assertThat(put(fixture, agent, OWN.replace("'sk-own'", "null")).apiKeySet())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void fallsBackOnTheInstallationsModelUnlessItIsSwitchedOff(TestDatabase.Kind kind) {
        installation = SHARED;
        var fixture = ActionsFixture.on(kind);
        var agent = fixture.anAgent();
        assertThat(read(fixture, agent)).isEqualTo(new LanguageModelView(null, null, false, true, true));
        assertThat(endpoint(fixture, agent))
                .contains(new ModelEndpoint("http://10.0.0.5:8000/v1", "shared", "sk-shared"));

        put(fixture, agent, "{'model':'other'}");
        assertThat(endpoint(fixture, agent))
                .contains(new ModelEndpoint("http://10.0.0.5:8000/v1", "other", "sk-shared"));
        put(fixture, agent, "{'base_url':'http://127.0.0.1:1/v1'}");
        assertThat(endpoint(fixture, agent))
                .as("the installation's key goes to no server of an agent's")
                .contains(new ModelEndpoint("http://127.0.0.1:1/v1", "shared", null));
        put(fixture, agent, "{'enabled':false}");
        assertThat(endpoint(fixture, agent)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void isOfNoUseWhenTheInstallationsKeyIsAnotherOne(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        var agent = fixture.anAgent();
        put(fixture, agent, OWN);
        box = SecretBox.withRandomKey();
        assertThat(endpoint(fixture, agent)).isEmpty();
        assertThat(put(fixture, agent, OWN).enabled()).isTrue();
        assertThat(endpoint(fixture, agent)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ftp://host/v1",
                "host/v1",
                "//host/v1",
                "http:///v1",
                "http://",
                "http://user:pass@host/v1",
                "http://host/v1?key=1",
                "http://host/v1#x",
                "http://host:99999/v1",
                "http://a b/v1",
                "http://169.254.169.254/latest",
                "http://[fe80::1]/v1",
                "http://metadata.google.internal/v1",
                "http://2852039166/v1",
                "javascript:alert(1)",
                "file:///etc/passwd",
                ""
            })
    void refusesWhatIsNoAddressOfAModel(String url) {
        var fixture = ActionsFixture.on(TestDatabase.Kind.H2);
        var agent = fixture.anAgent();
        assertThat(pointers(() -> put(fixture, agent, "{'base_url':'" + url + "','model':'tiny'}")))
                .containsExactly("/base_url");
        assertThat(pointers(() -> candidate(fixture, agent, "{'base_url':'" + url + "','model':'tiny'}")))
                .containsExactly("/base_url");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void refusesHalfASetupUnknownPropertiesAndForeignAgents(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        var agent = fixture.anAgent();
        assertThat(pointers(() -> put(fixture, agent, "{}"))).containsExactly("/base_url", "/model");
        assertThat(pointers(() -> candidate(fixture, agent, "{}"))).containsExactly("/base_url", "/model");
        assertThat(pointers(() -> put(
                        fixture,
                        agent,
                        "{'base_url':'http://h/v1','model':' ','api_key':'a b','enabled':'yes','api_key_set':true}")))
                .containsExactlyInAnyOrder("/model", "/api_key", "/enabled", "/api_key_set");
        assertThat(put(fixture, agent, "{'enabled':false}").enabled()).isFalse();
        for (var call : List.<Function<LanguageModels, Object>>of(
                models -> models.get(UUID.randomUUID(), agent.id()),
                models -> models.put(UUID.randomUUID(), agent.id(), Map.of()),
                models -> models.candidate(UUID.randomUUID(), agent.id(), Map.of()))) {
            assertThat(refusal(() -> models(fixture, call)).kind()).isEqualTo(Refusal.Kind.NOT_FOUND);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void goesWithItsAgent(TestDatabase.Kind kind) {
        var fixture = ActionsFixture.on(kind);
        var agent = fixture.anAgent();
        put(fixture, agent, OWN);
        fixture.agents(agents -> {
            agents.delete(fixture.workspace, agent.id());
            return true;
        });
        assertThat(endpoint(fixture, agent)).isEmpty();
    }
}
