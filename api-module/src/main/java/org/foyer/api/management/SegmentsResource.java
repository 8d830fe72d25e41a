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
import java.util.Map;
import java.util.UUID;
import org.foyer.api.audit.Audited;
import org.foyer.api.idempotency.Idempotent;
import org.foyer.api.json.Body;
import org.foyer.api.security.Principals;
import org.foyer.api.security.Requires;
import org.foyer.contracts.contacts.SegmentView;
import org.foyer.contracts.contacts.Segments;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.Scope;
import org.jspecify.annotations.Nullable;

/** Named filters of contacts. */
@Path("v1/segments")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SegmentsResource {
    @Inject
    private Segments segments;

    record SegmentResponse(UUID id, String name, Map<String, Object> filter, Instant createdAt, Instant updatedAt) {
        static SegmentResponse of(SegmentView view) {
            return new SegmentResponse(view.id(), view.name(), view.filter(), view.createdAt(), view.updatedAt());
        }
    }

    @POST
    @Requires(Scope.WRITE)
    @Idempotent
    @Audited("segment.created")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(Body body, @Context SecurityContext security) {
        var segment = SegmentResponse.of(segments.create(caller(security).workspaceId(), body.values()));
        return Versions.tag(Response.created(URI.create("/api/v1/segments/" + segment.id())), segment)
                .entity(segment)
                .build();
    }

    @GET
    @Requires(Scope.READ)
    public Page<SegmentResponse> list(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after,
            @Context SecurityContext security) {
        return segments.list(caller(security).workspaceId(), ListParameters.page(limit, after))
                .map(SegmentResponse::of);
    }

    @GET
    @Path("{segment_id}")
    @Requires(Scope.READ)
    public Response get(@PathParam("segment_id") UUID segmentId, @Context SecurityContext security) {
        return Versions.tagged(read(caller(security), segmentId));
    }

    @PATCH
    @Path("{segment_id}")
    @Requires(Scope.WRITE)
    @Audited("segment.updated")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response change(
            @PathParam("segment_id") UUID segmentId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            Body body,
            @Context SecurityContext security) {
        var caller = caller(security);
        Versions.require(ifMatch, () -> read(caller, segmentId));
        return Versions.tagged(SegmentResponse.of(segments.change(caller.workspaceId(), segmentId, body.values())));
    }

    @DELETE
    @Path("{segment_id}")
    @Requires(Scope.WRITE)
    @Audited("segment.deleted")
    public void delete(@PathParam("segment_id") UUID segmentId, @Context SecurityContext security) {
        segments.delete(caller(security).workspaceId(), segmentId);
    }

    private SegmentResponse read(Caller caller, UUID segmentId) {
        return SegmentResponse.of(segments.get(caller.workspaceId(), segmentId));
    }

    private static Caller caller(SecurityContext security) {
        var caller = Principals.caller(security);
        Reach.requireWholeWorkspace(caller);
        return caller;
    }
}
