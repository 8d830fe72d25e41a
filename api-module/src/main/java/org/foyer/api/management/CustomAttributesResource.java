package org.foyer.api.management;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
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
import org.foyer.api.audit.Audited;
import org.foyer.api.idempotency.Idempotent;
import org.foyer.api.json.Body;
import org.foyer.api.security.Principals;
import org.foyer.api.security.Requires;
import org.foyer.contracts.contacts.CustomAttributeView;
import org.foyer.contracts.contacts.CustomAttributes;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.Scope;
import org.jspecify.annotations.Nullable;

/** Custom attributes of the workspace's contacts. */
@Path("v1/custom-attributes")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class CustomAttributesResource {
    @Inject
    private CustomAttributes attributes;

    @POST
    @Requires(Scope.WRITE)
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Audited("custom_attribute.created")
    public Response create(Body body, @Context SecurityContext security) {
        var attribute = attributes.create(caller(security).workspaceId(), body.values());
        return Versions.tag(Response.created(URI.create("/api/v1/custom-attributes/" + attribute.name())), attribute)
                .entity(attribute)
                .build();
    }

    @GET
    @Requires(Scope.READ)
    public Page<CustomAttributeView> list(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after,
            @Context SecurityContext security) {
        return attributes.list(caller(security).workspaceId(), ListParameters.page(limit, after));
    }

    @GET
    @Path("{attribute_name}")
    @Requires(Scope.READ)
    public Response get(@PathParam("attribute_name") String name, @Context SecurityContext security) {
        return Versions.tagged(attributes.get(caller(security).workspaceId(), name));
    }

    @PATCH
    @Path("{attribute_name}")
    @Requires(Scope.WRITE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Audited("custom_attribute.updated")
    public Response change(
            @PathParam("attribute_name") String name,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            Body body,
            @Context SecurityContext security) {
        var workspaceId = caller(security).workspaceId();
        Versions.require(ifMatch, () -> attributes.get(workspaceId, name));
        return Versions.tagged(attributes.change(workspaceId, name, body.values()));
    }

    private static Caller caller(SecurityContext security) {
        var caller = Principals.caller(security);
        Reach.requireWholeWorkspace(caller);
        return caller;
    }
}
