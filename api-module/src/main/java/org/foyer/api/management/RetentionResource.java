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
import java.time.Period;
import java.util.List;
import java.util.UUID;
import org.foyer.api.audit.Audited;
import org.foyer.api.json.Body;
import org.foyer.api.security.Principals;
import org.foyer.api.security.Requires;
import org.foyer.contracts.contacts.Retention;
import org.foyer.contracts.contacts.RetentionView;
import org.foyer.contracts.workspace.Scope;
import org.jspecify.annotations.Nullable;

/** How long the workspace keeps what it knows of people. */
@Path("v1/retention")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class RetentionResource {
    @Inject
    private Retention retention;

    record RetentionResponse(
            @Nullable String leadsAfter,
            @Nullable String contactsAfter,
            @Nullable String conversationsAfter,
            @Nullable List<String> statuses) {
        static RetentionResponse of(RetentionView view) {
            return new RetentionResponse(
                    text(view.leadsAfter()),
                    text(view.contactsAfter()),
                    text(view.conversationsAfter()),
                    view.statuses());
        }

        private static @Nullable String text(@Nullable Period period) {
            return period == null ? null : period.toString();
        }
    }

    @GET
    @Requires(Scope.ADMIN)
    public RetentionResponse get(@Context SecurityContext security) {
        return RetentionResponse.of(retention.get(workspace(security)));
    }

    @PUT
    @Requires(Scope.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    @Audited("retention.updated")
    public RetentionResponse put(Body body, @Context SecurityContext security) {
        return RetentionResponse.of(retention.put(workspace(security), body.values()));
    }

    private static UUID workspace(SecurityContext security) {
        var caller = Principals.caller(security);
        Reach.requireWholeWorkspace(caller);
        return caller.workspaceId();
    }
}
