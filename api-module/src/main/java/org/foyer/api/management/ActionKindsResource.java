package org.foyer.api.management;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.foyer.api.security.Requires;
import org.foyer.contracts.actions.ActionKindView;
import org.foyer.contracts.actions.Actions;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.workspace.Scope;

/** The kinds of action there are. */
@Path("v1/action-kinds")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ActionKindsResource {
    @Inject
    private Actions actions;

    @GET
    @Requires(Scope.READ)
    public Page<ActionKindView> list() {
        return new Page<>(actions.kinds(), null);
    }
}
