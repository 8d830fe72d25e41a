package org.foyer.api.limit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {
    private static final String PROXIES = "127.0.0.1, 10.0.0.0/8, fd00::/8";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.1|203.0.113.7|203.0.113.7",
                "127.0.0.1|203.0.113.7, 10.1.2.3|203.0.113.7",
                "127.0.0.1|198.51.100.1, 203.0.113.7|203.0.113.7",
                "fd00::1|2001:db8::7|2001:db8::7",
                "10.9.9.9|10.1.1.1|10.1.1.1",
                "127.0.0.1||127.0.0.1",
                "127.0.0.1|203.0.113.7, unknown|127.0.0.1",
                "127.0.0.1|203.0.113.7,|127.0.0.1",
                "127.0.0.1|999.1.1.1|127.0.0.1",
                "127.0.0.2|203.0.113.7|127.0.0.2",
                "203.0.113.9|198.51.100.1|203.0.113.9",
            })
    void believesWhatTrustedProxiesAddedAndNoMore(String caller, String forwardedFor, String client) {
        assertThat(TrustedProxies.of(PROXIES).clientOf(caller, forwardedFor)).isEqualTo(client);
    }

    @Test
    void believesNobodyUnlessToldTo() {
        assertThat(TrustedProxies.of("").clientOf("127.0.0.1", "203.0.113.7")).isEqualTo("127.0.0.1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "10.0.0.0/33", "10.0.0.0/x", "10.0.0", "::/129", "*"})
    void refusesASettingThatIsNone(String setting) {
        assertThatThrownBy(() -> TrustedProxies.of(setting)).hasMessageContaining("FOYER_TRUSTED_PROXIES");
    }
}
