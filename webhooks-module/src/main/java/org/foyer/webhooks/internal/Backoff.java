package org.foyer.webhooks.internal;

import java.time.Duration;
import java.util.List;
import java.util.function.DoubleSupplier;

/** When a failed delivery is tried again: ten attempts over about three days, each pause a fifth longer or shorter. */
final class Backoff {
    static final int MAX_TRIES = 10;

    /** However long an endpoint asks us to wait, we look again after this. */
    static final Duration LONGEST_WAIT = Duration.ofHours(24);

    private static final List<Duration> PAUSES = List.of(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofHours(1),
            Duration.ofHours(4),
            Duration.ofHours(12),
            Duration.ofHours(24),
            Duration.ofHours(36));
    private static final double JITTER = 0.2;

    private Backoff() {}

    /**
     * How long to wait after so many attempts.
     *
     * @param tries 1–9
     * @param random from 0 to 1
     */
    static Duration after(int tries, DoubleSupplier random) {
        var pause = PAUSES.get(tries - 1).toMillis();
        return Duration.ofMillis(Math.round(pause * (1 - JITTER + 2 * JITTER * random.getAsDouble())));
    }
}
