package org.foyer.api.management;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.time.Instant;
import java.util.UUID;
import org.foyer.api.audit.Audited;
import org.foyer.api.idempotency.Idempotent;
import org.foyer.api.json.Body;
import org.foyer.api.security.Principals;
import org.foyer.api.security.Requires;
import org.foyer.contracts.actions.IdentitySecrets;
import org.foyer.contracts.workspace.Scope;

/** The secret by which an agent's site proves who its visitors are. */
@Path("v1/agents/{agent_id}/identity-secret")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class IdentitySecretResource {
    @Inject
    private IdentitySecrets secrets;

    record CreatedResponse(String secret, Instant createdAt) {}

    record MadeResponse(Instant createdAt) {}

    @POST
    @Requires(Scope.ADMIN)
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Audited("identity-secret.rotated")
    public Response rotate(@PathParam("agent_id") UUID agentId, Body body, @Context SecurityContext security) {
        var caller = Principals.caller(security);
        Reach.require(caller, agentId, "agent");
        var made = secrets.rotate(caller.workspaceId(), agentId, body.values());
        return Response.created(URI.create("/api/v1/agents/" + agentId + "/identity-secret"))
                .entity(new CreatedResponse(made.secret(), made.createdAt()))
                .build();
    }

    @GET
    @Requires(Scope.ADMIN)
    public MadeResponse get(@PathParam("agent_id") UUID agentId, @Context SecurityContext security) {
        var caller = Principals.caller(security);
        Reach.require(caller, agentId, "agent");
        return new MadeResponse(secrets.madeAt(caller.workspaceId(), agentId));
    }
}
