package org.foyer.conversations.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

class ConversationsSettingsTest {
    @Test
    void hasTheDefaultsOfTheProduct() throws NoSuchMethodException {
        assertThat(defaults())
                .isEqualTo(Map.of(
                        "foyer.conversations.visitor.token.lifetime", "P90D",
                        "foyer.conversations.form.lifetime", "PT24H",
                        "foyer.conversations.offers.per.conversation", "2",
                        "foyer.conversations.offers.per.visitor", "3",
                        "foyer.conversations.offers.visitor.window", "P7D",
                        "foyer.conversations.offers.cool.down.turns", "4",
                        "foyer.conversations.offers.cool.down", "PT12H",
                        "foyer.conversations.reply-by-email", "false",
                        "foyer.conversations.reply-by-email.delay", "PT2M"));
        assertThat(settings(Duration.ofDays(90), Duration.ofHours(24)).offerLimits())
                .isEqualTo(OfferLimits.DEFAULT);
    }

    @Test
    void refusesALifetimeThatIsNotPositive() {
        var day = Duration.ofDays(1);

        for (var none : new Duration[] {Duration.ZERO, Duration.ofSeconds(-1)}) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> settings(none, day))
                    .withMessageContaining("foyer.conversations.visitor.token.lifetime");
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> settings(day, none))
                    .withMessageContaining("foyer.conversations.form.lifetime");
        }
    }

    @Test
    void refusesADelayThatIsNegative() {
        var day = Duration.ofDays(1);

        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ConversationsSettings(day, day, 2, 3, day, 4, day, true, Duration.ofSeconds(-1)))
                .withMessageContaining("foyer.conversations.reply-by-email.delay");
    }

    private static ConversationsSettings settings(Duration tokens, Duration forms) {
        return new ConversationsSettings(
                tokens, forms, 2, 3, Duration.ofDays(7), 4, Duration.ofHours(12), false, Duration.ofMinutes(2));
    }

    private static Map<String, String> defaults() throws NoSuchMethodException {
        var constructor = ConversationsSettings.class.getDeclaredConstructor(
                Duration.class,
                Duration.class,
                int.class,
                int.class,
                Duration.class,
                int.class,
                Duration.class,
                boolean.class,
                Duration.class);
        var defaults = new LinkedHashMap<String, String>();
        Arrays.stream(constructor.getParameters())
                .map(parameter -> parameter.getAnnotation(ConfigProperty.class))
                .forEach(property -> defaults.put(property.name(), property.defaultValue()));
        return defaults;
    }
}
