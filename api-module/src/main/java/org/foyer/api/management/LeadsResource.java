package org.foyer.api.management;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Set;
import java.util.UUID;
import org.foyer.api.audit.Audited;
import org.foyer.api.export.LeadExport;
import org.foyer.api.json.Body;
import org.foyer.api.security.Principals;
import org.foyer.api.security.Requires;
import org.foyer.contracts.contacts.Contacts;
import org.foyer.contracts.conversations.Leads;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.Scope;
import org.foyer.platform.table.SpooledFile;
import org.jspecify.annotations.Nullable;

/** The leads of the workspace, as a CRM pulls them. */
@Path("v1/leads")
@ApplicationScoped
public class LeadsResource {
    @Inject
    private Leads leads;

    @Inject
    private Contacts contacts;

    @Inject
    private LeadPages pages;

    @Inject
    private LeadExport export;

    @GET
    @Requires(Scope.READ)
    @Produces(MediaType.APPLICATION_JSON)
    public Page<LeadResponse> list(
            @BeanParam LeadFilter filter,
            @QueryParam("agent_id") @Nullable String agentId,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after,
            @Context SecurityContext security) {
        return pages.page(
                filter.query(Principals.caller(security), ListParameters.id("agent_id", agentId)), limit, after);
    }

    @GET
    @Path("export")
    @Requires(Scope.READ)
    public SpooledFile export(
            @BeanParam LeadFilter filter,
            @QueryParam("agent_id") @Nullable String agentId,
            @QueryParam("format") @Nullable String format,
            @Context SecurityContext security) {
        return export.of(
                filter.query(Principals.caller(security), ListParameters.id("agent_id", agentId)),
                ListParameters.format(format));
    }

    @GET
    @Path("{lead_id}")
    @Requires(Scope.READ)
    @Produces(MediaType.APPLICATION_JSON)
    public Response get(@PathParam("lead_id") UUID leadId, @Context SecurityContext security) {
        return Versions.tagged(read(Principals.caller(security), leadId));
    }

    @PATCH
    @Path("{lead_id}")
    @Requires(Scope.WRITE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @Audited("lead.updated")
    public Response change(
            @PathParam("lead_id") UUID leadId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            Body body,
            @Context SecurityContext security) {
        var caller = Principals.caller(security);
        var before = read(caller, leadId);
        Versions.require(ifMatch, () -> before);
        var lead = leads.change(caller.workspaceId(), leadId, body.values());
        return Versions.tagged(LeadResponse.of(lead, before.contactId()));
    }

    @DELETE
    @Path("{lead_id}")
    @Requires(Scope.WRITE)
    @Audited("lead.deleted")
    public void delete(@PathParam("lead_id") UUID leadId, @Context SecurityContext security) {
        var caller = Principals.caller(security);
        read(caller, leadId);
        leads.delete(caller.workspaceId(), leadId);
    }

    private LeadResponse read(Caller caller, UUID leadId) {
        var lead = leads.get(caller.workspaceId(), leadId);
        Reach.require(caller, lead.agentId(), "lead");
        return LeadResponse.of(
                lead, contacts.contactsOf(caller.workspaceId(), Set.of(leadId)).get(leadId));
    }
}
