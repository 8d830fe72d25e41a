package org.foyer.workspace.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.foyer.platform.document.Texts;

/** Who the first admin is; only the first start acts on it, every start checks it. */
@ApplicationScoped
class WorkspaceSettings {
    static final String DEFAULT_ADMIN_EMAIL = "admin@localhost";

    private String adminEmail;
    private Optional<String> adminPassword;

    @Inject
    WorkspaceSettings(
            @ConfigProperty(name = "foyer.admin.email", defaultValue = DEFAULT_ADMIN_EMAIL) String adminEmail,
            @ConfigProperty(name = "foyer.admin.password") Optional<String> adminPassword) {
        this.adminEmail = checkedEmail(adminEmail);
        this.adminPassword = adminPassword.map(WorkspaceSettings::checkedPassword);
    }

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected WorkspaceSettings() {}

    String adminEmail() {
        return adminEmail;
    }

    Optional<String> adminPassword() {
        return adminPassword;
    }

    private static String checkedEmail(String text) {
        var email = Account.normalised(text);
        if (!Account.isEmail(email)) {
            throw new IllegalArgumentException("FOYER_ADMIN_EMAIL is not an e-mail address");
        }
        return email;
    }

    private static String checkedPassword(String password) {
        if (password.codePointCount(0, password.length()) < Passwords.SHORTEST || password.isBlank()) {
            throw new IllegalArgumentException(
                    "FOYER_ADMIN_PASSWORD must have at least " + Passwords.SHORTEST + " characters");
        }
        var fault = Texts.fault(password, Passwords.LONGEST, false);
        if (fault != null) {
            throw new IllegalArgumentException("FOYER_ADMIN_PASSWORD " + fault);
        }
        return password;
    }
}
