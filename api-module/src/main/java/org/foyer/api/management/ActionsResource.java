package org.foyer.api.management;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
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
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.foyer.api.audit.Audited;
import org.foyer.api.audit.NotAudited;
import org.foyer.api.idempotency.Idempotent;
import org.foyer.api.json.Body;
import org.foyer.api.security.Principals;
import org.foyer.api.security.Requires;
import org.foyer.contracts.actions.Actions;
import org.foyer.contracts.conversations.TrialDecision;
import org.foyer.contracts.conversations.Trials;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.Scope;
import org.jspecify.annotations.Nullable;

/** Actions of an agent. */
@Path("v1/agents/{agent_id}/actions")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ActionsResource {
    @Inject
    private Actions actions;

    @Inject
    private ActionResponses responses;

    @Inject
    private Trials trials;

    record TrialResponse(List<TrialDecision> decisions) {}

    @POST
    @Requires(Scope.WRITE)
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Audited("action.created")
    public Response create(@PathParam("agent_id") UUID agentId, Body body, @Context SecurityContext security) {
        var caller = caller(security, agentId);
        var action = actions.create(caller.workspaceId(), agentId, body.values());
        var response = responses.of(action);
        return Versions.tag(
                        Response.created(URI.create("/api/v1/agents/" + agentId + "/actions/" + action.id())), response)
                .entity(response)
                .build();
    }

    @GET
    @Requires(Scope.READ)
    public Page<Map<String, Object>> list(
            @PathParam("agent_id") UUID agentId,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after,
            @Context SecurityContext security) {
        var caller = caller(security, agentId);
        return actions.list(caller.workspaceId(), agentId, ListParameters.page(limit, after))
                .map(responses::of);
    }

    @GET
    @Path("{action_id}")
    @Requires(Scope.READ)
    public Response get(
            @PathParam("agent_id") UUID agentId,
            @PathParam("action_id") UUID actionId,
            @Context SecurityContext security) {
        var caller = caller(security, agentId);
        return Versions.tagged(responses.of(actions.get(caller.workspaceId(), agentId, actionId)));
    }

    @PATCH
    @Path("{action_id}")
    @Requires(Scope.WRITE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Audited("action.updated")
    public Response change(
            @PathParam("agent_id") UUID agentId,
            @PathParam("action_id") UUID actionId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            Body body,
            @Context SecurityContext security) {
        var caller = caller(security, agentId);
        Versions.require(ifMatch, () -> responses.of(actions.get(caller.workspaceId(), agentId, actionId)));
        return Versions.tagged(responses.of(actions.change(caller.workspaceId(), agentId, actionId, body.values())));
    }

    /** One click on a message; once more changes nothing. */
    @POST
    @Path("{action_id}/examples")
    @Requires(Scope.WRITE)
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Audited("action.updated")
    public Response learn(
            @PathParam("agent_id") UUID agentId,
            @PathParam("action_id") UUID actionId,
            Body body,
            @Context SecurityContext security) {
        var caller = caller(security, agentId);
        return Versions.tagged(responses.of(actions.learn(caller.workspaceId(), agentId, actionId, body.values())));
    }

    /** Nothing is stored, so reading is enough, and repeating it is harmless. */
    @POST
    @Path("{action_id}/trial")
    @Requires(Scope.READ)
    @Consumes(MediaType.APPLICATION_JSON)
    @NotAudited("nothing is stored")
    public TrialResponse tryOut(
            @PathParam("agent_id") UUID agentId,
            @PathParam("action_id") UUID actionId,
            Body body,
            @Context SecurityContext security) {
        var action = actions.get(caller(security, agentId).workspaceId(), agentId, actionId);
        return new TrialResponse(trials.tryOut(action, actions.leadCollection(action), body.values()));
    }

    @DELETE
    @Path("{action_id}")
    @Requires(Scope.WRITE)
    @Audited("action.deleted")
    public void delete(
            @PathParam("agent_id") UUID agentId,
            @PathParam("action_id") UUID actionId,
            @Context SecurityContext security) {
        actions.delete(caller(security, agentId).workspaceId(), agentId, actionId);
    }

    private static Caller caller(SecurityContext security, UUID agentId) {
        var caller = Principals.caller(security);
        Reach.require(caller, agentId, "agent");
        return caller;
    }
}
