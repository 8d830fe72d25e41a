package org.foyer.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsTest {
    @Test
    void listensOnThisMachineOnlyAndKeepsTheDataInTheWorkingDirectory() throws Exception {
        assertThat(read(Map.of()))
                .isEqualTo(new Settings(
                        "127.0.0.1",
                        8080,
                        Path.of("foyer-data").toAbsolutePath(),
                        "http://127.0.0.1:8080",
                        Duration.ZERO,
                        "text"));
    }

    @Test
    void readsEnvironmentVariables() throws Exception {
        var settings = read(Map.of(
                "FOYER_HTTP_HOST", "192.0.2.1",
                "FOYER_HTTP_PORT", " 9000 ",
                "FOYER_DATA_DIR", "/var/lib/foyer",
                "FOYER_PUBLIC_URL", "https://chat.example.org/",
                "FOYER_SHUTDOWN_DELAY", "PT10S",
                "FOYER_LOG_FORMAT", "json"));

        assertThat(settings)
                .isEqualTo(new Settings(
                        "192.0.2.1",
                        9000,
                        Path.of("/var/lib/foyer"),
                        "https://chat.example.org",
                        Duration.ofSeconds(10),
                        "json"));
    }

    @Test
    void prefersSystemPropertiesAsMicroProfileConfigDoes() throws Exception {
        var properties = new Properties();
        properties.setProperty("foyer.http.port", "9001");

        assertThat(Settings.read(Map.of("FOYER_HTTP_PORT", "9000"), properties).port())
                .isEqualTo(9001);
    }

    @Test
    void takesABlankValueForNone() throws Exception {
        assertThat(read(Map.of("FOYER_HTTP_PORT", "  ", "FOYER_HTTP_HOST", ""))).isEqualTo(read(Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "0", "-1", "65536", "80.80", "99999999999"})
    void rejectsWhatIsNoPort(String port) {
        assertThatThrownBy(() -> read(Map.of("FOYER_HTTP_PORT", port)))
                .isInstanceOf(CannotStartException.class)
                .hasMessage("FOYER_HTTP_PORT must be a number from 1 to 65535, but is '" + port + "'.");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10", "PT-1S", "PT6M"})
    void rejectsWhatIsNoShutdownDelay(String delay) {
        assertThatThrownBy(() -> read(Map.of("FOYER_SHUTDOWN_DELAY", delay)))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("FOYER_SHUTDOWN_DELAY");
    }

    @Test
    void rejectsAnUnknownLogFormat() {
        assertThatThrownBy(() -> read(Map.of("FOYER_LOG_FORMAT", "xml")))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("FOYER_LOG_FORMAT");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chat.example.org", "ftp://chat.example.org", "https:///", "https://chat example.org"})
    void rejectsWhatIsNoPublicUrl(String url) {
        assertThatThrownBy(() -> read(Map.of("FOYER_PUBLIC_URL", url)))
                .isInstanceOf(CannotStartException.class)
                .hasMessageContaining("FOYER_PUBLIC_URL")
                .hasMessageContaining(url);
    }

    @ParameterizedTest
    @CsvSource({
        "0.0.0.0, http://127.0.0.1:8080",
        "'::', http://[::1]:8080",
        "'[::1]', http://[::1]:8080",
        "localhost, http://localhost:8080"
    })
    void namesAnAddressThatThisMachineCanReach(String host, String url) throws Exception {
        var settings = read(Map.of("FOYER_HTTP_HOST", host));

        assertThat(settings.localUrl()).isEqualTo(url);
        assertThat(settings.publicUrl()).isEqualTo(url);
    }

    private static Settings read(Map<String, String> environment) throws CannotStartException {
        return Settings.read(environment, new Properties());
    }
}
