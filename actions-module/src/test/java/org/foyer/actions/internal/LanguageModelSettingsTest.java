package org.foyer.actions.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Optional;
import org.foyer.contracts.actions.ModelEndpoint;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class LanguageModelSettingsTest {
    private static LanguageModelSettings settings(
            @Nullable String baseUrl, @Nullable String model, @Nullable String apiKey) {
        return new LanguageModelSettings(
                Optional.ofNullable(baseUrl), Optional.ofNullable(model), Optional.ofNullable(apiKey));
    }

    private static void refuses(
            String what, @Nullable String baseUrl, @Nullable String model, @Nullable String apiKey) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> settings(baseUrl, model, apiKey))
                .withMessageContaining(what);
    }

    @Test
    void hasNoModelByDefault() {
        assertThat(settings(null, null, null).endpoint()).isEmpty();
    }

    @Test
    void takesAnyServerAndAKeyIfThereIsOne() {
        assertThat(settings("http://127.0.0.1:11434/v1/", "llama3.2", null).endpoint())
                .contains(new ModelEndpoint("http://127.0.0.1:11434/v1", "llama3.2", null));
        assertThat(settings(" https://api.example.com/v1 ", "big", " sk-1 ").endpoint())
                .contains(new ModelEndpoint("https://api.example.com/v1", "big", "sk-1"));
    }

    @Test
    void refusesHalfASetup() {
        refuses("FOYER_LLM_MODEL", "http://127.0.0.1/v1", null, null);
        refuses("FOYER_LLM_BASE_URL", null, "big", null);
        refuses("FOYER_LLM_BASE_URL", null, null, "sk-1");
        refuses("FOYER_LLM_BASE_URL", "ftp://127.0.0.1", "big", null);
        refuses("FOYER_LLM_BASE_URL", "http://169.254.169.254/v1", "big", null);
        refuses("FOYER_LLM_API_KEY", "http://127.0.0.1/v1", "big", "sk 1\n");
    }

    @Test
    void tellsNoKeyInItsText() {
        assertThat(settings("http://127.0.0.1/v1", "big", "sk-secret")
                        .endpoint()
                        .toString())
                .doesNotContain("sk-secret");
    }
}
