package org.foyer.conversations.internal;

import dev.langchain4j.data.message.UserMessage;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.foyer.contracts.actions.ModelEndpoint;
import org.foyer.contracts.conversations.ModelChecks;

@ApplicationScoped
class ModelChecksService implements ModelChecks {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private ModelCalls calls;
    private LlmSettings settings;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected ModelChecksService() {}

    @Inject
    ModelChecksService(ModelCalls calls, LlmSettings settings) {
        this.calls = calls;
        this.settings = settings;
    }

    @Override
    public ModelCheck check(ModelEndpoint endpoint) {
        var budget = settings.timeout().compareTo(PATIENCE) < 0 ? settings.timeout() : PATIENCE;
        var began = System.nanoTime();
        try {
            calls.check(endpoint, List.of(UserMessage.from("Say OK.")), budget);
            return new ModelCheck(true, since(began), null);
        } catch (ModelFailure failure) {
            return new ModelCheck(false, since(began), failure.getMessage());
        }
    }

    private static long since(long began) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }
}
