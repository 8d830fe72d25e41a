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
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.foyer.api.audit.Audited;
import org.foyer.api.idempotency.Idempotent;
import org.foyer.api.json.Body;
import org.foyer.api.security.Principals;
import org.foyer.api.security.Requires;
import org.foyer.contracts.actions.AgentView;
import org.foyer.contracts.actions.Agents;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.workspace.ApiKeys;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.Scope;
import org.jspecify.annotations.Nullable;

/** Agents of the workspace. */
@Path("v1/agents")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class AgentsResource {
    @Inject
    private Agents agents;

    @Inject
    private ApiKeys apiKeys;

    record AgentResponse(
            UUID id,
            String name,
            String greeting,
            String systemPrompt,
            String locale,
            String defaultRegion,
            Map<String, Object> theme,
            List<String> allowedOrigins,
            Instant createdAt,
            Instant updatedAt) {
        static AgentResponse of(AgentView view) {
            return new AgentResponse(
                    view.id(),
                    view.name(),
                    view.greeting(),
                    view.systemPrompt(),
                    view.locale(),
                    view.defaultRegion(),
                    view.theme(),
                    view.allowedOrigins(),
                    view.createdAt(),
                    view.updatedAt());
        }
    }

    @POST
    @Requires(Scope.WRITE)
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Audited("agent.created")
    public Response create(Body body, @Context SecurityContext security) {
        var caller = Principals.caller(security);
        Reach.requireWholeWorkspace(caller);
        var agent = AgentResponse.of(agents.create(caller.workspaceId(), body.values()));
        return Versions.tag(Response.created(URI.create("/api/v1/agents/" + agent.id())), agent)
                .entity(agent)
                .build();
    }

    @GET
    @Requires(Scope.READ)
    public Page<AgentResponse> list(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after,
            @Context SecurityContext security) {
        var caller = Principals.caller(security);
        return agents.list(caller.workspaceId(), caller.agentId(), ListParameters.page(limit, after))
                .map(AgentResponse::of);
    }

    @GET
    @Path("{agent_id}")
    @Requires(Scope.READ)
    public Response get(@PathParam("agent_id") UUID agentId, @Context SecurityContext security) {
        return Versions.tagged(read(Principals.caller(security), agentId));
    }

    @PATCH
    @Path("{agent_id}")
    @Requires(Scope.WRITE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Audited("agent.updated")
    public Response change(
            @PathParam("agent_id") UUID agentId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            Body body,
            @Context SecurityContext security) {
        var caller = Principals.caller(security);
        Reach.require(caller, agentId, "agent");
        Versions.require(ifMatch, () -> read(caller, agentId));
        return Versions.tagged(AgentResponse.of(agents.change(caller.workspaceId(), agentId, body.values())));
    }

    @DELETE
    @Path("{agent_id}")
    @Requires(Scope.WRITE)
    @Audited("agent.deleted")
    public void delete(@PathParam("agent_id") UUID agentId, @Context SecurityContext security) {
        var caller = Principals.caller(security);
        Reach.require(caller, agentId, "agent");
        agents.delete(caller.workspaceId(), agentId);
        apiKeys.revokeOfAgent(caller.workspaceId(), agentId);
    }

    private AgentResponse read(Caller caller, UUID agentId) {
        Reach.require(caller, agentId, "agent");
        return AgentResponse.of(agents.get(caller.workspaceId(), agentId));
    }
}
