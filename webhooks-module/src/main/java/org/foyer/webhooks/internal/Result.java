package org.foyer.webhooks.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended.
 *
 * @param answer null if there was none
 * @param error why there was no answer in time; null if there was one
 */
record Result(
        String url,
        Map<String, String> requestHeaders,
        Instant at,
        Duration duration,
        @Nullable Answer answer,
        @Nullable String error) {

    /**
     * What the endpoint answered.
     *
     * @param headers by name in lower case
     * @param body its beginning
     */
    record Answer(int status, Map<String, String> headers, String body) {}

    boolean isSuccess() {
        return answer != null && answer.status() / 100 == 2;
    }

    /** Whether the endpoint says that it is gone for good. */
    boolean isGone() {
        return answer != null && answer.status() == 410;
    }

    /** Whether the endpoint says that it is called too much, or cannot be called at all now. */
    boolean isOverload() {
        return answer != null && (answer.status() == 429 || answer.status() == 503);
    }

    /** How long the endpoint asks us to wait, within bounds; zero if it does not. */
    Duration retryAfter(Instant now) {
        return answer == null
                ? Duration.ZERO
                : RetryAfter.read(answer.headers().get("retry-after"), now, Backoff.LONGEST_WAIT);
    }
}
