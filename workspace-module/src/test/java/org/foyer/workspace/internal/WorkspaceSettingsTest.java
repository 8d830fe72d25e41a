package org.foyer.workspace.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspaceSettingsTest {
    @Test
    void theFirstAdminIsAdminAtLocalhostUnlessConfigured() throws NoSuchMethodException {
        var parameters = WorkspaceSettings.class
                .getDeclaredConstructor(String.class, Optional.class)
                .getParameters();
        var properties = Arrays.stream(parameters)
                .map(parameter -> parameter.getAnnotation(ConfigProperty.class))
                .toList();

        assertThat(properties)
                .extracting(ConfigProperty::name)
                .containsExactly("foyer.admin.email", "foyer.admin.password");
        assertThat(properties.get(0).defaultValue()).isEqualTo("admin@localhost");
        var settings = new WorkspaceSettings(properties.get(0).defaultValue(), Optional.empty());
        assertThat(settings.adminEmail()).isEqualTo("admin@localhost");
        assertThat(settings.adminPassword()).isEmpty();
    }

    @Test
    void trimsTheEmailAndLowersItsDomain() {
        assertThat(new WorkspaceSettings(" Jo.Doe@Example.ORG ", Optional.empty()).adminEmail())
                .isEqualTo("Jo.Doe@example.org");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "admin", "admin@", "@localhost", "a@b@c", "a b@localhost", "a\u0000@localhost"})
    void rejectsAnEmailThatIsNone(String email) {
        assertThatThrownBy(() -> new WorkspaceSettings(email, Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("FOYER_ADMIN_EMAIL is not an e-mail address");
    }

    @Test
    void rejectsAnEmailThatIsTooLong() {
        assertThatThrownBy(() -> new WorkspaceSettings("a".repeat(250) + "@b.de", Optional.empty()))
                .hasMessage("FOYER_ADMIN_EMAIL is not an e-mail address");
        assertThat(new WorkspaceSettings("a".repeat(249) + "@b.de", Optional.empty()).adminEmail())
                .hasSize(254);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1234567", "\ud83d\ude00\ud83d\ude00\ud83d\ude00\ud83d\ude00", "         "})
    void rejectsAPasswordThatIsTooShort(String password) {
        assertThatThrownBy(() -> new WorkspaceSettings("admin@localhost", Optional.of(password)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("FOYER_ADMIN_PASSWORD must have at least 8 characters");
    }

    @Test
    void rejectsAPasswordNobodyCouldSignInWith() {
        assertThatThrownBy(() -> new WorkspaceSettings("admin@localhost", Optional.of("x".repeat(201))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("FOYER_ADMIN_PASSWORD must have at most 200 characters");
        assertThatThrownBy(() -> new WorkspaceSettings("admin@localhost", Optional.of("12345678\n")))
                .hasMessage("FOYER_ADMIN_PASSWORD must not have control characters");
    }

    @Test
    void acceptsAPasswordOfEightCharacters() {
        assertThat(new WorkspaceSettings("admin@localhost", Optional.of("12345678")).adminPassword())
                .contains("12345678");
    }

    @Test
    void neverShowsThePassword() {
        assertThat(new WorkspaceSettings("admin@localhost", Optional.of("topsecret1")))
                .asString()
                .doesNotContain("topsecret1");
    }
}
