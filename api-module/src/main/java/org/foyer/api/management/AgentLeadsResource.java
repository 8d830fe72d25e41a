package org.foyer.api.management;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
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
import org.foyer.api.export.LeadExport;
import org.foyer.api.idempotency.Idempotent;
import org.foyer.api.json.Body;
import org.foyer.api.security.Principals;
import org.foyer.api.security.Requires;
import org.foyer.contracts.actions.Agents;
import org.foyer.contracts.conversations.Leads;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.Scope;
import org.foyer.platform.table.SpooledFile;
import org.jspecify.annotations.Nullable;

/** The leads of one agent: captured by programs, listed, exported. */
@Path("v1/agents/{agent_id}/leads")
@ApplicationScoped
public class AgentLeadsResource {
    @Inject
    private Leads leads;

    @Inject
    private LeadPages pages;

    @Inject
    private Agents agents;

    @Inject
    private LeadExport export;

    @POST
    @Requires(Scope.WRITE)
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Audited("lead.created")
    public Response capture(@PathParam("agent_id") UUID agentId, Body body, @Context SecurityContext security) {
        var caller = Principals.caller(security);
        Reach.require(caller, agentId, "agent");
        var lead = LeadResponse.of(leads.capture(caller.workspaceId(), agentId, body.values()), null);
        return Response.created(URI.create("/api/v1/leads/" + lead.id()))
                .entity(lead)
                .build();
    }

    @GET
    @Requires(Scope.READ)
    @Produces(MediaType.APPLICATION_JSON)
    public Page<LeadResponse> listOfAgent(
            @PathParam("agent_id") UUID agentId,
            @BeanParam LeadFilter filter,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after,
            @Context SecurityContext security) {
        return pages.page(filter.query(existing(security, agentId), agentId), limit, after);
    }

    @GET
    @Path("export")
    @Requires(Scope.READ)
    public SpooledFile exportOfAgent(
            @PathParam("agent_id") UUID agentId,
            @BeanParam LeadFilter filter,
            @QueryParam("format") @Nullable String format,
            @Context SecurityContext security) {
        return export.of(filter.query(existing(security, agentId), agentId), ListParameters.format(format));
    }

    /** The caller, once it is known that the agent is there; whether it is within reach is the filter's to say. */
    private Caller existing(SecurityContext security, UUID agentId) {
        var caller = Principals.caller(security);
        agents.get(caller.workspaceId(), agentId);
        return caller;
    }
}
