package org.foyer.api.management;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.foyer.api.json.Body;
import org.foyer.api.security.Open;
import org.foyer.contracts.workspace.InvitationView;
import org.foyer.contracts.workspace.Members;

/** What whoever holds an invitation's link may do. The token comes in the body, so that it reaches no log. */
@Path("v1/invitations")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class InvitationsResource {
    @Inject
    private Members members;

    @Inject
    private SessionCookies cookies;

    record InvitationResponse(
            String workspaceName, String email, String role, Instant expiresAt, boolean accountExists) {
        static InvitationResponse of(InvitationView view) {
            return new InvitationResponse(
                    view.workspaceName(), view.email(), Wire.name(view.role()), view.expiresAt(), view.accountExists());
        }
    }

    @POST
    @Path("preview")
    @Open
    @Consumes(MediaType.APPLICATION_JSON)
    public InvitationResponse preview(Body body) {
        return InvitationResponse.of(members.invitation(body.values()));
    }

    @POST
    @Path("acceptance")
    @Open
    @Consumes(MediaType.APPLICATION_JSON)
    public Response accept(Body body, @Context HttpServletRequest request) {
        return cookies.opened(members.accept(body.values(), SessionCookies.client(request)), request);
    }
}
