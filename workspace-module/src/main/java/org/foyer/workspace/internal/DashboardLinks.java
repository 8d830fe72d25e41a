package org.foyer.workspace.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Addresses of the dashboard in mails. They are under {@code FOYER_PUBLIC_URL}, never under what a request says of its
 * host: whoever asks for a new password could have the link lead to a host of theirs.
 */
@ApplicationScoped
class DashboardLinks {
    private String base;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected DashboardLinks() {}

    @Inject
    DashboardLinks(
            @ConfigProperty(name = "foyer.public.url") Optional<String> publicUrl,
            @ConfigProperty(name = "foyer.http.host", defaultValue = "127.0.0.1") String host,
            @ConfigProperty(name = "foyer.http.port", defaultValue = "8080") String port) {
        this.base = publicUrl
                .map(url -> url.strip().replaceFirst("/+$", ""))
                .orElse("http://" + (host.contains(":") ? "[" + host + "]" : host) + ":" + port);
    }

    /** Behind {@code #}, so that the token reaches no server's log. */
    String invitation(String token) {
        return base + "/#/invitation?token=" + token;
    }

    String passwordReset(String token) {
        return base + "/#/password-reset?token=" + token;
    }

    String leads() {
        return base + "/#/leads";
    }
}
