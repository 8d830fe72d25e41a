package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** What a language model may cost a turn; checked at start. */
@ApplicationScoped
class LlmSettings {
    private Duration timeout;
    private int maxTokens;
    private int maxCalls;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected LlmSettings() {}

    /**
     * Takes the settings.
     *
     * @param timeout how long a visitor waits for the model at most, from the first byte sent to the last one read
     * @param maxTokens how much it may write in a turn
     * @param maxCalls how many turns of this node it answers at once; each holds a thread of the HTTP pool
     */
    @Inject
    LlmSettings(
            @ConfigProperty(name = "foyer.llm.timeout", defaultValue = "PT20S") Duration timeout,
            @ConfigProperty(name = "foyer.llm.max.tokens", defaultValue = "800") int maxTokens,
            @ConfigProperty(name = "foyer.llm.max.calls", defaultValue = "16") int maxCalls) {
        if (timeout.toMillis() < 100 || timeout.compareTo(Duration.ofSeconds(55)) > 0) {
            // the widget takes a server that is silent for a minute for gone
            throw new IllegalArgumentException("foyer.llm.timeout must lie between PT0.1S and PT55S");
        }
        if (maxTokens < 16 || maxTokens > 100_000) {
            throw new IllegalArgumentException("foyer.llm.max.tokens must lie between 16 and 100000");
        }
        if (maxCalls < 1 || maxCalls > 1000) {
            throw new IllegalArgumentException("foyer.llm.max.calls must lie between 1 and 1000");
        }
        this.timeout = timeout;
        this.maxTokens = maxTokens;
        this.maxCalls = maxCalls;
    }

    /** Reads the settings when the application starts, so that a wrong one is known then. */
    void check(@Observes Startup start) {
        // being made is the check
    }

    Duration timeout() {
        return timeout;
    }

    int maxTokens() {
        return maxTokens;
    }

    int maxCalls() {
        return maxCalls;
    }
}
