package org.foyer.api.management;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.foyer.api.live.Live;
import org.foyer.api.security.Principals;
import org.foyer.api.security.Requires;
import org.foyer.contracts.workspace.Scope;
import org.jspecify.annotations.Nullable;

/** What happens in the workspace, as it happens. */
@Path("v1/events")
@ApplicationScoped
public class EventsResource {
    @Inject
    private Live live;

    @GET
    @Requires(Scope.READ)
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Response events(
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @Nullable String lastEventId,
            @Context SecurityContext security,
            @Context HttpServletRequest request) {
        return live.grant(Principals.caller(security), lastEventId, request);
    }
}
