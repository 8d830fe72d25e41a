package org.foyer.webhooks.internal;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class WebhooksSettingsTest {
    @Test
    void keepsTheLogLongerThanADeliveryIsTried() {
        assertThatThrownBy(() -> new WebhooksSettings(false, Duration.ofDays(3)))
                .hasMessageContaining("foyer.webhooks.log.lifetime");
    }
}
