package org.foyer.api.management;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.UUID;
import org.foyer.api.audit.NotAudited;
import org.foyer.api.security.ForMember;
import org.foyer.api.security.Principals;
import org.foyer.contracts.workspace.Access;
import org.foyer.contracts.workspace.SessionView;

/** The browsers a member is signed in with. */
@Path("v1/me/sessions")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class MySessionsResource {
    @Inject
    private Access access;

    record SessionList(List<SessionView> items) {}

    @GET
    @ForMember
    public SessionList list(@Context SecurityContext security) {
        return new SessionList(access.sessions(Principals.caller(security)));
    }

    @DELETE
    @ForMember
    @NotAudited("signing out changes nothing of the workspace")
    public void endOthers(@Context SecurityContext security) {
        access.endOtherSessions(Principals.caller(security));
    }

    @DELETE
    @Path("{session_id}")
    @ForMember
    @NotAudited("signing out changes nothing of the workspace")
    public void end(@PathParam("session_id") UUID sessionId, @Context SecurityContext security) {
        access.endSession(Principals.caller(security), sessionId);
    }
}
