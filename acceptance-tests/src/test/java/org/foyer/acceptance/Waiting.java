package org.foyer.acceptance;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** Waits for something that happens in another process, as briefly as possible. */
final class Waiting {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private Waiting() {}

    static void until(String what, Supplier<Boolean> condition) {
        var deadline = Instant.now().plus(PATIENCE);
        while (!condition.get()) {
            if (Instant.now().isAfter(deadline)) {
                throw new AssertionError("did not happen within " + PATIENCE + ": " + what);
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
    }
}
