package org.foyer.api.management;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.UUID;
import org.foyer.api.audit.Audited;
import org.foyer.api.idempotency.Idempotent;
import org.foyer.api.security.Principals;
import org.foyer.api.security.Requires;
import org.foyer.contracts.contacts.ErasureView;
import org.foyer.contracts.contacts.Subjects;
import org.foyer.contracts.conversations.PersonalRecords;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.Scope;

/** Forgetting a person. */
@Path("v1/contacts/{contact_id}/erasure")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ErasureResource {
    @Inject
    private Subjects subjects;

    @Inject
    private PersonalRecords records;

    /** {@code state}: running until conversations has forgotten too, then completed. */
    record ErasureResponse(UUID contactId, String state, Instant requestedAt, String actor) {}

    @POST
    @Requires(Scope.ADMIN)
    @Idempotent
    @Audited("contact.erased")
    public Response erase(@PathParam("contact_id") UUID contactId, @Context SecurityContext security) {
        var caller = caller(security);
        return Response.accepted(response(caller, subjects.erase(caller, contactId)))
                .build();
    }

    @GET
    @Requires(Scope.ADMIN)
    public ErasureResponse get(@PathParam("contact_id") UUID contactId, @Context SecurityContext security) {
        var caller = caller(security);
        return response(caller, subjects.erasure(caller.workspaceId(), contactId));
    }

    private ErasureResponse response(Caller caller, ErasureView erasure) {
        var state =
                records.remain(caller.workspaceId(), erasure.leadIds(), erasure.visitorIds()) ? "running" : "completed";
        return new ErasureResponse(erasure.contactId(), state, erasure.at(), erasure.actor());
    }

    private static Caller caller(SecurityContext security) {
        var caller = Principals.caller(security);
        Reach.requireWholeWorkspace(caller);
        return caller;
    }
}
