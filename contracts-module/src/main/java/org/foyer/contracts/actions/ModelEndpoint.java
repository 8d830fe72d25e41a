package org.foyer.contracts.actions;

import org.jspecify.annotations.Nullable;

/**
 * Where a language model answers, as an OpenAI-compatible server does under {@code <baseUrl>/chat/completions}.
 *
 * @param baseUrl http or https, without a slash at its end
 * @param apiKey sent as the bearer token; null where the server wants none
 */
public record ModelEndpoint(
        String baseUrl, String model, @Nullable String apiKey) {
    /** Without the key: it must not reach a log. */
    @Override
    public String toString() {
        return "ModelEndpoint[" + baseUrl + ", " + model + "]";
    }
}
