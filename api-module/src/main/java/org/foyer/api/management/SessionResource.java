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
import jakarta.ws.rs.core.Response;
import org.foyer.api.audit.NotAudited;
import org.foyer.api.json.Body;
import org.foyer.api.security.Credentials;
import org.foyer.api.security.ForMember;
import org.foyer.api.security.Open;
import org.foyer.contracts.workspace.Access;
import org.jspecify.annotations.Nullable;

/** Signing in to the dashboard and out of it. */
@Path("v1/session")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SessionResource {
    @Inject
    private Access access;

    @Inject
    private SessionCookies cookies;

    @POST
    @Open
    @Consumes(MediaType.APPLICATION_JSON)
    public Response open(Body body, @Context HttpServletRequest request) {
        return cookies.opened(access.signIn(body.values(), SessionCookies.client(request)), request);
    }

    @DELETE
    @ForMember
    @NotAudited("signing out changes nothing of the workspace")
    public Response close(
            @Context HttpServletRequest request, @CookieParam(Credentials.SESSION_COOKIE) @Nullable String token) {
        access.signOut(String.valueOf(token));
        return cookies.closed(request);
    }
}
