package org.foyer.api.management;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.foyer.api.audit.AuditNotes;
import org.foyer.api.audit.Audited;
import org.foyer.api.json.Body;
import org.foyer.api.security.Principals;
import org.foyer.api.security.Requires;
import org.foyer.contracts.workspace.Scope;
import org.foyer.contracts.workspace.Workspaces;
import org.jspecify.annotations.Nullable;

/** The settings of the workspace the caller acts in. */
@Path("v1/workspace")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class WorkspaceResource {
    @Inject
    private Workspaces workspaces;

    @Inject
    private AuditNotes notes;

    @GET
    @Requires(Scope.READ)
    public Response get(@Context SecurityContext security) {
        return Versions.tagged(workspaces.get(Principals.caller(security).workspaceId()));
    }

    @PATCH
    @Requires(Scope.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    @Audited("workspace.updated")
    public Response change(
            @HeaderParam("If-Match") @Nullable String ifMatch, Body body, @Context SecurityContext security) {
        var caller = Principals.caller(security);
        Reach.requireWholeWorkspace(caller);
        var before = workspaces.get(caller.workspaceId());
        Versions.require(ifMatch, () -> before);
        var after = workspaces.change(caller.workspaceId(), body.values());
        noteIfChanged("time_zone", before.timeZone(), after.timeZone());
        noteIfChanged("locale", before.locale(), after.locale());
        noteIfChanged("default_region", before.defaultRegion(), after.defaultRegion());
        return Versions.tagged(after);
    }

    private void noteIfChanged(String property, String before, String after) {
        if (!before.equals(after)) {
            notes.changed(property, before, after);
        }
    }
}
