package org.foyer.api.management;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.UriInfo;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Addresses of the dashboard that people are sent, under {@code FOYER_PUBLIC_URL} where it is set. */
@ApplicationScoped
class Links {
    private Optional<String> publicUrl;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected Links() {}

    @Inject
    Links(@ConfigProperty(name = "foyer.public.url") Optional<String> publicUrl) {
        this.publicUrl = publicUrl.map(url -> url.strip().replaceFirst("/+$", ""));
    }

    /** Behind {@code #}, so that the token reaches no server's log. */
    String invitation(UriInfo request, String token) {
        return base(request) + "/#/invitation?token=" + token;
    }

    String passwordReset(UriInfo request, String token) {
        return base(request) + "/#/password-reset?token=" + token;
    }

    /** Whether browsers reach us by https, though it may end at a proxy before us. */
    boolean areHttps() {
        return publicUrl
                .filter(url -> url.toLowerCase(Locale.ROOT).startsWith("https://"))
                .isPresent();
    }

    private String base(UriInfo request) {
        return publicUrl.orElseGet(
                () -> request.getBaseUri().resolve("/").toString().replaceFirst("/$", ""));
    }
}
