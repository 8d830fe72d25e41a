package org.foyer.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeliveryEngineTest {
    @Test
    void retriesSoonAtFirstThenEverLaterUpToAnHour() {
        assertThat(DeliveryEngine.delayAfter(1)).isBetween(Duration.ofMillis(250), Duration.ofMillis(300));
        assertThat(DeliveryEngine.delayAfter(5)).isBetween(Duration.ofSeconds(4), Duration.ofMillis(4800));
        assertThat(DeliveryEngine.delayAfter(24)).isBetween(Duration.ofHours(1), Duration.ofMinutes(72));
    }

    @Test
    void keepsTryingForSomeHoursBeforeItGivesUp() {
        var least = IntStream.range(1, DeliveryEngine.MAX_ATTEMPTS)
                .mapToObj(DeliveryEngine::delayAfter)
                .reduce(Duration.ZERO, Duration::plus);
        assertThat(least).isBetween(Duration.ofHours(8), Duration.ofHours(24));
    }
}
