package org.foyer.webhooks.internal;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The header of RFC 9110: seconds, or an HTTP date. */
final class RetryAfter {
    private RetryAfter() {}

    /** How long to wait; zero for a moment that is past and for what can't be read. */
    static Duration read(@Nullable String header, Instant now, Duration longest) {
        if (header == null) {
            return Duration.ZERO;
        }
        var wait = wait(header.strip(), now);
        if (wait.isNegative()) {
            return Duration.ZERO;
        }
        return wait.compareTo(longest) > 0 ? longest : wait;
    }

    private static Duration wait(String text, Instant now) {
        if (text.matches("\\d+")) {
            // more digits than that is long enough in any case
            return Duration.ofSeconds(Long.parseLong(text.substring(0, Math.min(text.length(), 9))));
        }
        try {
            return Duration.between(
                    now,
                    ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant());
        } catch (DateTimeException e) {
            return Duration.ZERO;
        }
    }
}
