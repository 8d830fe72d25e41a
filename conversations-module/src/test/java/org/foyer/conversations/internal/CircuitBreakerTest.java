package org.foyer.conversations.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class CircuitBreakerTest {
    private final AtomicLong time = new AtomicLong(Long.MAX_VALUE - 5); // nanoTime may be anything, and overflow
    private final CircuitBreaker breaker = new CircuitBreaker(time::get);

    private void fails(int times) {
        for (int i = 0; i < times; i++) {
            assertThat(breaker.lets("a")).isTrue();
            breaker.failed("a");
        }
    }

    @Test
    void leavesAServerAloneAfterThreeFailuresInARow() {
        fails(2);
        breaker.succeeded("a");
        fails(3);
        assertThat(breaker.lets("a")).isFalse();
        assertThat(breaker.lets("b")).as("another server").isTrue();
    }

    @Test
    void letsOneTryAfterAPauseAndAllOnceItSucceeded() {
        fails(3);
        time.addAndGet(CircuitBreaker.PAUSE.toNanos());
        assertThat(breaker.lets("a")).isTrue();
        assertThat(breaker.lets("a")).as("a second one").isFalse();
        breaker.succeeded("a");
        assertThat(breaker.lets("a")).isTrue();
        assertThat(breaker.lets("a")).isTrue();
    }

    @Test
    void pausesAnewIfTheTryFails() {
        fails(3);
        time.addAndGet(CircuitBreaker.PAUSE.toNanos());
        fails(1);
        assertThat(breaker.lets("a")).isFalse();
    }
}
