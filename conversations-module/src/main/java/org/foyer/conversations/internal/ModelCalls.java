package org.foyer.conversations.internal;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.http.client.HttpClient;
import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import dev.langchain4j.model.output.FinishReason;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.foyer.contracts.actions.ModelEndpoint;
import org.foyer.contracts.conversations.ModelCalled;
import org.foyer.platform.net.InternalAddresses;
import org.foyer.platform.secret.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * Calls language models by the protocol of OpenAI's chat completions, as streams. A call blocks its thread, which is one of
 * the container's, for at most the turn's budget; how many do at once is limited, and a server that keeps failing is left
 * alone for a while.
 */
@ApplicationScoped
class ModelCalls {
    private static final Logger LOG = Logger.getLogger(ModelCalls.class.getName());
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private Semaphore places;
    private CircuitBreaker breaker;
    private LlmSettings settings;
    private Event<ModelCalled> calls;
    private java.net.http.HttpClient client;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected ModelCalls() {}

    @Inject
    ModelCalls(LlmSettings settings, Event<ModelCalled> calls) {
        this(settings, calls, new CircuitBreaker(System::nanoTime));
    }

    ModelCalls(LlmSettings settings, Event<ModelCalled> calls, CircuitBreaker breaker) {
        this.settings = settings;
        this.calls = calls;
        this.breaker = breaker;
        this.places = new Semaphore(settings.maxCalls());
        this.client = java.net.http.HttpClient.newBuilder()
                // vLLM and LM Studio answer an Upgrade to HTTP/2 with an error
                .version(java.net.http.HttpClient.Version.HTTP_1_1)
                .followRedirects(java.net.http.HttpClient.Redirect.NEVER)
                .connectTimeout(CONNECT)
                .build();
    }

    /** What a model said: its text, maybe empty, and the names of the tools it called. */
    record Said(String text, List<String> tools) {}

    /**
     * Asks the model.
     *
     * @param text takes the text as it comes
     * @throws ModelFailure if there is no reply that can be used
     */
    Said ask(ModelEndpoint endpoint, List<ChatMessage> messages, List<ToolSpecification> tools, ModelText text) {
        var server = server(endpoint);
        var began = System.nanoTime();
        var outcome = ModelOutcome.ANSWERED;
        try {
            if (!breaker.lets(server)) {
                throw new ModelFailure(ModelOutcome.LEFT_ALONE);
            }
            return inItsPlace(() -> {
                var ended = exchange(endpoint, messages, tools, settings.timeout(), settings.maxTokens(), text);
                var said = new Said(text.finished(ended.finish() == FinishReason.LENGTH), ended.tools());
                if (said.text().isEmpty() && said.tools().isEmpty()) {
                    throw new ModelFailure(ModelOutcome.EMPTY);
                }
                return said;
            });
        } catch (ModelFailure failure) {
            outcome = failure.outcome();
            throw failure;
        } finally {
            if (outcome.serversFault()) {
                breaker.failed(server);
            } else if (outcome.called()) {
                breaker.succeeded(server);
            }
            calls.fire(new ModelCalled(outcome.label(), outcome.called(), Duration.ofNanos(System.nanoTime() - began)));
        }
    }

    /**
     * Makes one tiny call, whatever happened before.
     *
     * @throws ModelFailure if the model can't be used
     */
    void check(ModelEndpoint endpoint, List<ChatMessage> messages, Duration budget) {
        inItsPlace(() -> exchange(endpoint, messages, List.of(), budget, 16, new ModelText("", token -> {})));
        breaker.succeeded(server(endpoint));
    }

    private <T> T inItsPlace(java.util.function.Supplier<T> call) {
        if (!places.tryAcquire()) {
            throw new ModelFailure(ModelOutcome.BUSY);
        }
        try {
            return call.get();
        } finally {
            places.release();
        }
    }

    private static String server(ModelEndpoint endpoint) {
        return endpoint.baseUrl() + " " + endpoint.model() + " " + Secrets.sha256(String.valueOf(endpoint.apiKey()));
    }

    private record Ended(List<String> tools, @Nullable FinishReason finish) {}

    private Ended exchange(
            ModelEndpoint endpoint,
            List<ChatMessage> messages,
            List<ToolSpecification> tools,
            Duration budget,
            int maxTokens,
            ModelText text) {
        refuseForbidden(endpoint);
        var http = new ModelHttp(client, budget);
        var listening = new Listening(http, text);
        try {
            var builder = new OpenAiStreamingChatModel.OpenAiStreamingChatModelBuilder();
            builder.httpClientBuilder(new Given(http))
                    .baseUrl(endpoint.baseUrl())
                    .apiKey(endpoint.apiKey())
                    .modelName(endpoint.model())
                    .build()
                    .chat(
                            ChatRequest.builder()
                                    .messages(messages)
                                    .parameters(parameters(endpoint, tools, maxTokens))
                                    .build(),
                            listening);
        } catch (RuntimeException e) {
            LOG.log(Level.FINE, "a language model could not be asked", e);
            listening.onError(e);
        }
        return listening.ended();
    }

    private static void refuseForbidden(ModelEndpoint endpoint) {
        try {
            if (InternalAddresses.forbids(URI.create(endpoint.baseUrl()).getHost())) {
                throw new ModelFailure(ModelOutcome.FORBIDDEN_ADDRESS);
            }
        } catch (UnknownHostException e) {
            throw new ModelFailure(ModelOutcome.UNREACHABLE);
        }
    }

    // OpenAI's newer models refuse max_tokens, most other servers know nothing else.
    private static OpenAiChatRequestParameters parameters(
            ModelEndpoint endpoint, List<ToolSpecification> tools, int maxTokens) {
        var parameters = OpenAiChatRequestParameters.builder();
        if (!tools.isEmpty()) {
            parameters.toolSpecifications(tools);
        }
        var host = URI.create(endpoint.baseUrl()).getHost().toLowerCase(Locale.ROOT);
        if (host.equals("api.openai.com")) {
            parameters.maxCompletionTokens(maxTokens);
        } else {
            parameters.maxOutputTokens(maxTokens);
        }
        return parameters.build();
    }

    /** Hears what LangChain4j tells, on the calling thread; the first failure counts. */
    private static final class Listening implements StreamingChatResponseHandler {
        private final ModelHttp http;
        private final ModelText text;
        private boolean enough;
        private @Nullable ChatResponse response;
        private @Nullable Throwable error;

        Listening(ModelHttp http, ModelText text) {
            this.http = http;
            this.text = text;
        }

        @Override
        public void onPartialResponse(String piece) {
            if (!enough && error == null && !text.add(piece)) {
                enough = true;
                http.stop();
            }
        }

        @Override
        public void onCompleteResponse(ChatResponse complete) {
            response = complete;
        }

        @Override
        public void onError(Throwable thrown) {
            if (error == null && response == null) {
                error = thrown;
                LOG.log(Level.FINE, "a language model failed", thrown);
                http.stop();
            }
        }

        Ended ended() {
            if (text.leaked()) {
                throw new ModelFailure(ModelOutcome.LEAKED);
            }
            if (error != null) {
                var outcome = http.failure();
                throw new ModelFailure(outcome == null ? ModelOutcome.GARBAGE : outcome);
            }
            if (enough) {
                return new Ended(List.of(), FinishReason.LENGTH);
            }
            var complete = response;
            if (complete == null || complete.finishReason() == null && !http.done()) {
                throw new ModelFailure(http.heard() ? ModelOutcome.CUT_OFF : ModelOutcome.GARBAGE);
            }
            if (complete.finishReason() == FinishReason.CONTENT_FILTER) {
                throw new ModelFailure(ModelOutcome.DECLINED);
            }
            return new Ended(
                    complete.aiMessage().toolExecutionRequests().stream()
                            .map(ToolExecutionRequest::name)
                            .toList(),
                    complete.finishReason());
        }
    }

    /** The one client there is, whatever is asked of its builder: the deadline is ours. */
    private record Given(ModelHttp http) implements HttpClientBuilder {
        @Override
        public @Nullable Duration connectTimeout() {
            return null;
        }

        @Override
        public HttpClientBuilder connectTimeout(Duration timeout) {
            return this;
        }

        @Override
        public @Nullable Duration readTimeout() {
            return null;
        }

        @Override
        public HttpClientBuilder readTimeout(Duration timeout) {
            return this;
        }

        @Override
        public HttpClient build() {
            return http;
        }
    }
}
