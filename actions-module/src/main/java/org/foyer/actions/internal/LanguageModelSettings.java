package org.foyer.actions.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.foyer.contracts.actions.ModelEndpoint;
import org.jspecify.annotations.Nullable;

/** The installation's language model, which agents use that set up none of their own; checked at start. */
@ApplicationScoped
class LanguageModelSettings {
    private @Nullable ModelEndpoint endpoint;

    protected LanguageModelSettings() {}

    /**
     * Takes the settings.
     *
     * @param baseUrl of an OpenAI-compatible server; unset: the embedded engine answers
     * @param model must be set with it
     * @param apiKey unset where the server wants none
     */
    @Inject
    LanguageModelSettings(
            @ConfigProperty(name = "foyer.llm.base.url") Optional<String> baseUrl,
            @ConfigProperty(name = "foyer.llm.model") Optional<String> model,
            @ConfigProperty(name = "foyer.llm.api.key") Optional<String> apiKey) {
        if (baseUrl.isEmpty()) {
            if (model.isPresent() || apiKey.isPresent()) {
                throw new IllegalArgumentException(
                        "FOYER_LLM_BASE_URL must be set where FOYER_LLM_MODEL or" + " FOYER_LLM_API_KEY is");
            }
            return;
        }
        var fault = LanguageModel.faultOfBaseUrl(baseUrl.get().strip());
        if (fault != null) {
            throw new IllegalArgumentException("FOYER_LLM_BASE_URL " + fault);
        }
        if (model.isEmpty()) {
            throw new IllegalArgumentException("FOYER_LLM_MODEL must be set where FOYER_LLM_BASE_URL is");
        }
        var key = apiKey.map(String::strip).orElse(null);
        if (key != null && LanguageModel.faultOfKey(key) != null) {
            throw new IllegalArgumentException("FOYER_LLM_API_KEY " + LanguageModel.faultOfKey(key));
        }
        endpoint = new ModelEndpoint(
                LanguageModel.normalised(baseUrl.get().strip()), model.get().strip(), key);
    }

    /** Reads the settings when the application starts, so that a wrong one is known then. */
    void check(@Observes Startup start) {
        // being made is the check
    }

    Optional<ModelEndpoint> endpoint() {
        return Optional.ofNullable(endpoint);
    }
}
