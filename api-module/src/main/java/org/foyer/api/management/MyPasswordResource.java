package org.foyer.api.management;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.foyer.api.audit.NotAudited;
import org.foyer.api.json.Body;
import org.foyer.api.security.ForMember;
import org.foyer.api.security.Principals;
import org.foyer.contracts.workspace.Access;

/** The member's own password. */
@Path("v1/me/password")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class MyPasswordResource {
    @Inject
    private Access access;

    @PUT
    @ForMember
    @Consumes(MediaType.APPLICATION_JSON)
    @NotAudited("the façade writes the entry: it hashes outside any transaction")
    public void change(Body body, @Context SecurityContext security, @Context HttpServletRequest request) {
        access.changePassword(Principals.caller(security), body.values(), SessionCookies.client(request));
    }
}
