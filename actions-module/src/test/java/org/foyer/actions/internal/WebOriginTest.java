package org.foyer.actions.internal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebOriginTest {
    @ParameterizedTest
    @CsvSource({
        "https://www.example.com, https://www.example.com",
        "HTTPS://WWW.Example.COM, https://www.example.com",
        "http://localhost:3000, http://localhost:3000",
        "https://example.com:443, https://example.com",
        "http://example.com:80, http://example.com",
        "https://example.com:80, https://example.com:80",
        "http://127.0.0.1:08080, http://127.0.0.1:8080",
        "http://[::1]:8080, http://[::1]:8080",
        "https://xn--bcher-kva.example, https://xn--bcher-kva.example",
    })
    void isKeptAsBrowsersSendIt(String given, String kept) {
        assertThat(WebOrigin.normalised(given)).contains(kept);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "example.com",
                "null",
                "*",
                "ftp://example.com",
                "https://",
                "https://example.com/",
                "https://example.com/path",
                "https://example.com?q",
                "https://example.com#a",
                "https://user@example.com",
                "https://*.example.com",
                "https://example..com",
                "https://bücher.example",
                "https://\u212Aelvin.example",
                "https://example.com:",
                "https://example.com:0",
                "https://example.com:65536",
                "https://example.com:port",
                " https://example.com",
                "https://example.com\n",
            })
    void isNothingThatBrowsersDoNotSend(String given) {
        assertThat(WebOrigin.normalised(given)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"255, true", "256, false"})
    void hasALength(int length, boolean accepted) {
        var origin = "https://" + "a".repeat(length - "https://".length());

        assertThat(WebOrigin.normalised(origin).isPresent()).isEqualTo(accepted);
    }
}
