package org.foyer.api.management;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
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
import org.foyer.contracts.workspace.Notifications;
import org.foyer.contracts.workspace.NotificationsView;

/** What a member is mailed of the workspace. */
@Path("v1/me/notifications")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class MyNotificationsResource {
    @Inject
    private Notifications notifications;

    record NotificationsResponse(String newLeads, boolean mailConfigured) {
        static NotificationsResponse of(NotificationsView view) {
            return new NotificationsResponse(Wire.name(view.newLeads()), view.mailConfigured());
        }
    }

    @GET
    @ForMember
    public NotificationsResponse get(@Context SecurityContext security) {
        return NotificationsResponse.of(notifications.get(Principals.caller(security)));
    }

    @PUT
    @ForMember
    @Consumes(MediaType.APPLICATION_JSON)
    @NotAudited("what a member is mailed is their own affair")
    public NotificationsResponse change(Body body, @Context SecurityContext security) {
        return NotificationsResponse.of(notifications.change(Principals.caller(security), body.values()));
    }
}
