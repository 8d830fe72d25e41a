package org.foyer.conversations.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.foyer.platform.testing.FakeModelServer.breaks;
import static org.foyer.platform.testing.FakeModelServer.calls;
import static org.foyer.platform.testing.FakeModelServer.cutsOff;
import static org.foyer.platform.testing.FakeModelServer.declines;
import static org.foyer.platform.testing.FakeModelServer.garbage;
import static org.foyer.platform.testing.FakeModelServer.hangs;
import static org.foyer.platform.testing.FakeModelServer.raw;
import static org.foyer.platform.testing.FakeModelServer.redirects;
import static org.foyer.platform.testing.FakeModelServer.says;
import static org.foyer.platform.testing.FakeModelServer.saysNothing;
import static org.foyer.platform.testing.FakeModelServer.stalls;
import static org.foyer.platform.testing.FakeModelServer.status;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.foyer.contracts.actions.ModelEndpoint;
import org.foyer.contracts.conversations.ModelCalled;
import org.foyer.platform.testing.FakeModelServer;
import org.foyer.platform.testing.FakeModelServer.Behaviour;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class ModelCallsTest {
    private static final Duration BUDGET = Duration.ofMillis(700);

    private final FakeModelServer server = FakeModelServer.start();
    private final HeardEvents<ModelCalled> called = new HeardEvents<>();
    private final LlmSettings settings = new LlmSettings(Duration.ofSeconds(50), 321, 2);
    private final ModelCalls calls = new ModelCalls(settings, called);
    private final ModelCalls impatient = new ModelCalls(new LlmSettings(BUDGET, 321, 2), called);
    private final List<String> tokens = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        server.close();
    }

    private ModelEndpoint endpoint() {
        return new ModelEndpoint(server.baseUrl(), "tiny", "sk-test");
    }

    private ModelCalls.Said ask(ModelEndpoint endpoint) {
        return ask(calls, endpoint);
    }

    private ModelCalls.Said ask(ModelCalls by, ModelEndpoint endpoint) {
        return by.ask(
                endpoint,
                List.of(SystemMessage.from("Be brief."), UserMessage.from("Hi")),
                List.of(ToolSpecification.builder()
                        .name("collect_leads")
                        .description("when they ask")
                        .parameters(JsonObjectSchema.builder().build())
                        .build()),
                new ModelText("", tokens::add));
    }

    private ModelOutcome failing(ModelEndpoint endpoint) {
        return failing(calls, endpoint);
    }

    private ModelOutcome failing(ModelCalls by, ModelEndpoint endpoint) {
        var failure = catchThrowableOfType(ModelFailure.class, () -> ask(by, endpoint));
        assertThat(failure).as("a failure").isNotNull();
        return failure.outcome();
    }

    @Test
    void asksAsOpenAisClientsDo() {
        server.does(calls("collect_leads", "Of ", "course."));
        var said = ask(endpoint());

        assertThat(said.text()).isEqualTo("Of course.");
        assertThat(said.tools()).containsExactly("collect_leads");
        assertThat(tokens).containsExactly("Of ", "course.");
        var asked = server.lastAsked();
        assertThat(asked.path()).isEqualTo("/v1/chat/completions");
        assertThat(asked.headers().get("Authorization")).containsExactly("Bearer sk-test");
        assertThat(asked.hasHeader("Upgrade")).as("HTTP/2 is not asked for").isFalse();
        assertThat(asked.body().path("model").asText()).isEqualTo("tiny");
        assertThat(asked.body().path("stream").asBoolean()).isTrue();
        assertThat(asked.body().path("max_tokens").asInt()).isEqualTo(321);
        assertThat(asked.texts("system")).containsExactly("Be brief.");
        var function = asked.body().path("tools").path(0).path("function");
        assertThat(function.path("name").asText()).isEqualTo("collect_leads");
        assertThat(function.path("description").asText()).isEqualTo("when they ask");
        assertThat(called.events()).extracting(ModelCalled::outcome).containsExactly("answered");
    }

    @Test
    void sendsNoKeyWhereThereIsNone() {
        ask(new ModelEndpoint(server.baseUrl(), "tiny", null));
        assertThat(server.lastAsked().hasHeader("Authorization")).isFalse();
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(hangs(), ModelOutcome.TIMEOUT),
                Arguments.of(stalls("Let me"), ModelOutcome.TIMEOUT),
                Arguments.of(stalls(), ModelOutcome.TIMEOUT),
                Arguments.of(cutsOff("Let me"), ModelOutcome.CUT_OFF),
                Arguments.of(breaks("Let me"), ModelOutcome.CUT_OFF),
                Arguments.of(garbage(), ModelOutcome.GARBAGE),
                Arguments.of(raw(200, "text/html", "<html>hello</html>"), ModelOutcome.GARBAGE),
                Arguments.of(raw(200, "application/json", "{}"), ModelOutcome.GARBAGE),
                Arguments.of(saysNothing(), ModelOutcome.EMPTY),
                Arguments.of(says(" \n", "\t"), ModelOutcome.EMPTY),
                Arguments.of(declines(), ModelOutcome.DECLINED),
                Arguments.of(status(400), ModelOutcome.REJECTED),
                Arguments.of(status(401), ModelOutcome.UNAUTHORIZED),
                Arguments.of(status(404), ModelOutcome.NOT_FOUND),
                Arguments.of(status(429), ModelOutcome.RATE_LIMITED),
                Arguments.of(status(500), ModelOutcome.SERVER_ERROR),
                Arguments.of(status(503), ModelOutcome.SERVER_ERROR));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void saysHowItFailedWithinTheBudget(Behaviour behaviour, ModelOutcome outcome) {
        server.does(behaviour);
        // the patient one would fail by the test's own timeout if it waited
        assertThat(failing(outcome == ModelOutcome.TIMEOUT ? impatient : calls, endpoint()))
                .isEqualTo(outcome);
        assertThat(called.events()).extracting(ModelCalled::outcome).containsExactly(outcome.label());
    }

    @Test
    void followsNoRedirect() {
        try (var elsewhere = FakeModelServer.start()) {
            server.does(redirects(elsewhere.baseUrl() + "/chat/completions"));
            assertThat(failing(endpoint())).isEqualTo(ModelOutcome.GARBAGE);
            assertThat(elsewhere.asked()).isEmpty();
        }
    }

    @Test
    void cannotReachAServerThatIsGone() {
        var gone = FakeModelServer.start();
        gone.close();
        assertThat(failing(new ModelEndpoint(gone.baseUrl(), "tiny", null))).isEqualTo(ModelOutcome.UNREACHABLE);
    }

    @Test
    void asksNoMetadataService() {
        assertThat(failing(new ModelEndpoint("http://169.254.169.254/v1", "tiny", null)))
                .isEqualTo(ModelOutcome.FORBIDDEN_ADDRESS);
        assertThat(called.events()).extracting(ModelCalled::called).containsExactly(false);
    }

    @Test
    void leavesADeadServerAloneAndComesBackOnceACheckSucceeds() {
        server.does(status(500));
        for (int i = 0; i < 3; i++) {
            failing(endpoint());
        }
        assertThat(failing(endpoint())).isEqualTo(ModelOutcome.LEFT_ALONE);
        assertThat(server.asked()).hasSize(3);

        var checks = new ModelChecksService(calls, settings);
        var failed = checks.check(endpoint());
        assertThat(failed.ok()).isFalse();
        assertThat(failed.error()).isEqualTo("The language model answered with an error.");
        server.does(says("OK"));
        assertThat(checks.check(endpoint()).ok()).isTrue();
        assertThat(ask(endpoint()).text()).isEqualTo("OK");
    }

    @Test
    void aConversationThatAModelRejectsDoesNotSpoilTheOthers() {
        server.does(status(400));
        for (int i = 0; i < 5; i++) {
            assertThat(failing(endpoint())).isEqualTo(ModelOutcome.REJECTED);
        }
    }

    @Test
    void answersNoMoreTurnsAtOnceThanAllowed() throws Exception {
        var mayAnswer = new CountDownLatch(1);
        server.does((exchange, fake) -> {
            mayAnswer.await();
            says("Yes.").answer(exchange, fake);
        });
        var threads = Executors.newFixedThreadPool(2);
        var first = threads.submit(() -> ask(endpoint()));
        var second = threads.submit(() -> ask(endpoint()));
        threads.shutdown();
        while (server.asked().size() < 2) {
            Thread.onSpinWait();
        }
        assertThat(failing(endpoint())).isEqualTo(ModelOutcome.BUSY);
        mayAnswer.countDown();
        assertThat(first.get().text()).isEqualTo("Yes.");
        assertThat(second.get().text()).isEqualTo("Yes.");
        assertThat(ask(endpoint()).text()).as("a place is free again").isEqualTo("Yes.");
    }
}
