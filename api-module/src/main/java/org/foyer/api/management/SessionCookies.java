package org.foyer.api.management;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.UUID;
import org.foyer.api.limit.ClientAddress;
import org.foyer.api.security.Credentials;
import org.foyer.contracts.workspace.Client;
import org.foyer.contracts.workspace.MemberView;
import org.foyer.contracts.workspace.OpenedSession;

/** The answer that opens a session, and the cookie that ends one. */
@ApplicationScoped
class SessionCookies {
    // the cookie may outlive the session: when that ends is for the server to say, and use prolongs it
    private static final int COOKIE_SECONDS = 365 * 24 * 3600;

    @Inject
    Links links;

    record SessionResponse(String csrfToken, PersonResponse member, WorkspaceReference workspace) {}

    record PersonResponse(UUID id, String email, String name, String role) {
        static PersonResponse of(MemberView member) {
            return new PersonResponse(member.id(), member.email(), member.name(), Wire.name(member.role()));
        }
    }

    record WorkspaceReference(UUID id, String name) {}

    Response opened(OpenedSession session, HttpServletRequest request) {
        return Response.created(URI.create("/api/v1/me"))
                .cookie(cookie(session.token(), COOKIE_SECONDS, request))
                .entity(new SessionResponse(
                        session.csrfToken(),
                        PersonResponse.of(session.member()),
                        new WorkspaceReference(
                                session.workspace().id(), session.workspace().name())))
                .build();
    }

    Response closed(HttpServletRequest request) {
        return Response.noContent().cookie(cookie("", 0, request)).build();
    }

    private NewCookie cookie(String value, int maxAge, HttpServletRequest request) {
        return new NewCookie.Builder(Credentials.SESSION_COOKIE)
                .value(value)
                .path("/")
                .maxAge(maxAge)
                .httpOnly(true)
                .secure(request.isSecure() || links.areHttps())
                .sameSite(NewCookie.SameSite.LAX)
                .build();
    }

    static Client client(HttpServletRequest request) {
        return new Client(ClientAddress.exact(request), request.getHeader(HttpHeaders.USER_AGENT));
    }
}
