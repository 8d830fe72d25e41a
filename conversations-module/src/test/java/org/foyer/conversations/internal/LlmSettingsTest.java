package org.foyer.conversations.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

class LlmSettingsTest {
    @Test
    void hasTheDefaultsOfTheProduct() throws NoSuchMethodException {
        var constructor = LlmSettings.class.getDeclaredConstructor(Duration.class, int.class, int.class);
        assertThat(Arrays.stream(constructor.getParameters())
                        .map(parameter -> parameter.getAnnotation(ConfigProperty.class))
                        .map(property -> property.name() + "=" + property.defaultValue())
                        .collect(Collectors.toList()))
                .containsExactly("foyer.llm.timeout=PT20S", "foyer.llm.max.tokens=800", "foyer.llm.max.calls=16");
    }

    @Test
    void refusesWhatNoVisitorWouldWaitForAndNoServerBear() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LlmSettings(Duration.ofMinutes(2), 800, 16))
                .withMessageContaining("foyer.llm.timeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LlmSettings(Duration.ZERO, 800, 16))
                .withMessageContaining("foyer.llm.timeout");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LlmSettings(Duration.ofSeconds(20), 0, 16))
                .withMessageContaining("foyer.llm.max.tokens");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LlmSettings(Duration.ofSeconds(20), 800, 0))
                .withMessageContaining("foyer.llm.max.calls");
    }
}
