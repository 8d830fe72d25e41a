package org.foyer.webhooks.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackoffTest {
    private static final Instant NOW = Instant.parse("2026-01-31T08:00:00Z");

    @ParameterizedTest
    @CsvSource({"1,PT5S", "2,PT30S", "3,PT2M", "4,PT10M", "5,PT1H", "6,PT4H", "7,PT12H", "8,PT24H", "9,PT36H"})
    void waitsAsTheContractSaysAFifthMoreOrLess(int tries, Duration pause) {
        assertThat(Backoff.after(tries, () -> 0.5)).isEqualTo(pause);
        assertThat(Backoff.after(tries, () -> 0))
                .isEqualTo(pause.multipliedBy(4).dividedBy(5));
        assertThat(Backoff.after(tries, () -> 1))
                .isEqualTo(pause.multipliedBy(6).dividedBy(5));
    }

    @Test
    void triesForAboutThreeDays() {
        var total = IntStream.range(1, Backoff.MAX_TRIES)
                .mapToObj(tries -> Backoff.after(tries, () -> 0.5))
                .reduce(Duration.ZERO, Duration::plus);
        assertThat(total).isBetween(Duration.ofHours(72), Duration.ofHours(84));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "120|PT2M",
                "0|PT0S",
                "99999999999999999999|PT24H",
                "Sat, 31 Jan 2026 08:10:00 GMT|PT10M",
                "Sat, 31 Jan 2026 07:00:00 GMT|PT0S",
                "soon|PT0S",
                "-5|PT0S"
            })
    void readsRetryAfterWithinBounds(String header, Duration wait) {
        assertThat(RetryAfter.read(header, NOW, Backoff.LONGEST_WAIT)).isEqualTo(wait);
        assertThat(RetryAfter.read(null, NOW, Backoff.LONGEST_WAIT)).isZero();
    }
}
