package org.foyer.api.security;

import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** What a request says about who sends it. */
public final class Credentials {
    public static final String SESSION_COOKIE = "foyer_session";
    public static final String CSRF_HEADER = "X-CSRF-Token";
    public static final String WORKSPACE_HEADER = "Foyer-Workspace";

    private Credentials() {}

    /** The bearer token, null if there is none. */
    public static @Nullable String bearer(@Nullable String authorization) {
        return authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)
                ? authorization.substring(7).strip()
                : null;
    }

    /** The session cookie's value, null if there is none. */
    public static @Nullable String session(ContainerRequestContext request) {
        try {
            var cookie = request.getCookies().get(SESSION_COOKIE);
            return cookie == null ? null : cookie.getValue();
        } catch (RuntimeException e) {
            // Jersey's parser throws whatever it stumbles over; a header that can't be read holds no session
            return null;
        }
    }

    /** {@link #session(ContainerRequestContext)}, outside JAX-RS. */
    public static @Nullable String session(HttpServletRequest request) {
        var cookies = request.getCookies();
        return cookies == null
                ? null
                : Arrays.stream(cookies)
                        .filter(cookie -> cookie.getName().equals(SESSION_COOKIE))
                        .map(Cookie::getValue)
                        .findFirst()
                        .orElse(null);
    }

    static @Nullable String authorization(ContainerRequestContext request) {
        return request.getHeaderString(HttpHeaders.AUTHORIZATION);
    }
}
