package org.foyer.conversations.internal;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Leaves a server alone that failed several times in a row, so that not every visitor waits for it. After a while one call
 * tries again: if it succeeds all may, if not the pause begins anew.
 */
final class CircuitBreaker {
    private static final int FAILURES = 3;
    private static final int KEPT = 1000;
    static final Duration PAUSE = Duration.ofSeconds(30);

    private final LongSupplier nanoTime;
    private final Map<String, State> states = new LinkedHashMap<>(16, .75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, State> eldest) {
            return size() > KEPT;
        }
    };

    /** @param pausedUntil counts from the third failure on */
    private record State(int failures, long pausedUntil) {}

    CircuitBreaker(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Whether a call may be made now. Who is let through after a pause is alone until its end is known. */
    synchronized boolean lets(String server) {
        var state = states.get(server);
        if (state == null || state.failures() < FAILURES) {
            return true;
        }
        var now = nanoTime.getAsLong();
        if (now - state.pausedUntil() < 0) {
            return false;
        }
        states.put(server, new State(state.failures(), now + PAUSE.toNanos()));
        return true;
    }

    synchronized void succeeded(String server) {
        states.remove(server);
    }

    synchronized void failed(String server) {
        var state = states.get(server);
        var failures = state == null ? 1 : Math.min(FAILURES, state.failures() + 1);
        states.put(server, new State(failures, nanoTime.getAsLong() + PAUSE.toNanos()));
    }
}
