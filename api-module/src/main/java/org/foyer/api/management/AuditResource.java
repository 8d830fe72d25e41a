package org.foyer.api.management;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.foyer.api.security.Principals;
import org.foyer.api.security.Requires;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.workspace.Audit;
import org.foyer.contracts.workspace.AuditEntryView;
import org.foyer.contracts.workspace.AuditQuery;
import org.foyer.contracts.workspace.Scope;
import org.jspecify.annotations.Nullable;

/** Who changed what in the workspace. */
@Path("v1/audit")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AuditResource {
    @Inject
    private Audit audit;

    @GET
    @Requires(Scope.ADMIN)
    public Page<AuditEntryView> list(
            @QueryParam("actor") @Nullable String actor,
            @QueryParam("action") @Nullable String action,
            @QueryParam("resource_type") @Nullable String resourceType,
            @QueryParam("resource_id") @Nullable String resourceId,
            @QueryParam("since") @Nullable String since,
            @QueryParam("until") @Nullable String until,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after,
            @Context SecurityContext security) {
        var caller = Principals.caller(security);
        Reach.requireWholeWorkspace(caller);
        var query = new AuditQuery(
                caller.workspaceId(),
                ListParameters.text("actor", actor),
                ListParameters.text("action", action),
                ListParameters.text("resource_type", resourceType),
                ListParameters.text("resource_id", resourceId),
                ListParameters.time("since", since),
                ListParameters.time("until", until));
        return audit.list(query, ListParameters.page(limit, after));
    }
}
