package org.foyer.api.management;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.CookieParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.util.UUID;
import org.foyer.api.json.Body;
import org.foyer.api.security.Credentials;
import org.foyer.api.security.Open;
import org.foyer.api.security.Principals;
import org.foyer.api.security.Requires;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.workspace.Access;
import org.foyer.contracts.workspace.MemberView;
import org.foyer.contracts.workspace.Scope;
import org.foyer.platform.document.Document;
import org.jspecify.annotations.Nullable;

/** Sessions of people who use the dashboard. */
@Path("v1/session")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {
    private static final int MAX_EMAIL = 254;
    private static final int MAX_PASSWORD = 200;

    // the cookie may outlive the session: when that ends is for the server to say, and use prolongs it
    private static final int COOKIE_SECONDS = 365 * 24 * 3600;

    @Inject
    private Access access;

    record SessionResponse(String csrfToken, MemberResponse member, WorkspaceReference workspace) {}

    record MemberResponse(UUID id, String email, String name, String role) {
        static MemberResponse of(MemberView member) {
            return new MemberResponse(member.id(), member.email(), member.name(), Wire.name(member.role()));
        }
    }

    record WorkspaceReference(UUID id, String name) {}

    @POST
    @Open
    @Consumes(MediaType.APPLICATION_JSON)
    public Response open(Body body, @Context SecurityContext security, @Context HttpServletRequest request) {
        var document = Document.of(body.values());
        var email = document.requiredText("email", MAX_EMAIL);
        var password = document.text("password", MAX_PASSWORD);
        if (password == null && !document.faulty()) {
            document.violation("password", "is required");
        }
        document.finish();
        var session = access.signIn(email, password == null ? "" : password, request.getRemoteAddr());
        var cookie = new NewCookie.Builder(Credentials.SESSION_COOKIE)
                .value(session.token())
                .path("/")
                .maxAge(COOKIE_SECONDS)
                .httpOnly(true)
                .secure(security.isSecure())
                .sameSite(NewCookie.SameSite.LAX)
                .build();
        return Response.created(URI.create("/api/v1/me"))
                .cookie(cookie)
                .entity(new SessionResponse(
                        session.csrfToken(),
                        MemberResponse.of(session.member()),
                        new WorkspaceReference(
                                session.workspace().id(), session.workspace().name())))
                .build();
    }

    @DELETE
    @Requires(Scope.READ)
    public Response close(
            @Context SecurityContext security, @CookieParam(Credentials.SESSION_COOKIE) @Nullable String token) {
        if (token == null || Principals.caller(security).memberId() == null) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "Only a session can be ended.");
        }
        access.signOut(token);
        var gone = new NewCookie.Builder(Credentials.SESSION_COOKIE)
                .value("")
                .path("/")
                .maxAge(0)
                .httpOnly(true)
                .secure(security.isSecure())
                .sameSite(NewCookie.SameSite.LAX)
                .build();
        return Response.noContent().cookie(gone).build();
    }
}
