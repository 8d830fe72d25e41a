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
import org.foyer.api.json.Body;
import org.foyer.api.security.Open;
import org.foyer.contracts.workspace.Access;

/** The way back in for who forgot a password. */
@Path("v1/password-reset")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class PasswordResetResource {
    @Inject
    private Access access;

    /** With an e-mail asks for a link, and answers alike whether it is anyone's; with a link's token follows it. */
    @POST
    @Open
    @Consumes(MediaType.APPLICATION_JSON)
    public void request(Body body, @Context HttpServletRequest request) {
        if (body.values().containsKey("token")) {
            access.resetPassword(body.values());
            return;
        }
        access.requestPasswordReset(body.values(), SessionCookies.client(request));
    }

    @POST
    @Path("confirmation")
    @Open
    @Consumes(MediaType.APPLICATION_JSON)
    public void confirm(Body body) {
        access.resetPassword(body.values());
    }
}
