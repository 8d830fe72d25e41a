package org.foyer.api.management;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.util.UUID;
import org.foyer.api.audit.Audited;
import org.foyer.api.idempotency.Idempotent;
import org.foyer.api.json.Body;
import org.foyer.api.security.ForMember;
import org.foyer.api.security.Principals;
import org.foyer.api.security.Requires;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.workspace.Scope;
import org.foyer.contracts.workspace.WorkspaceView;
import org.foyer.contracts.workspace.Workspaces;
import org.jspecify.annotations.Nullable;

/** Workspaces of the installation. */
@Path("v1/workspaces")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class WorkspacesResource {
    @Inject
    private Workspaces workspaces;

    @POST
    @ForMember
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Audited("workspace.created")
    public Response create(Body body, @Context SecurityContext security) {
        var workspace = workspaces.create(Principals.caller(security), body.values());
        return Response.created(URI.create("/api/v1/workspaces/" + workspace.id()))
                .entity(workspace)
                .build();
    }

    @GET
    @Requires(Scope.READ)
    public Page<WorkspaceView> list(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after,
            @Context SecurityContext security) {
        return workspaces.list(Principals.caller(security), ListParameters.page(limit, after));
    }

    @GET
    @Path("{workspace_id}")
    @Requires(Scope.READ)
    public WorkspaceView get(@PathParam("workspace_id") UUID workspaceId, @Context SecurityContext security) {
        return workspaces.get(Principals.caller(security), workspaceId);
    }
}
