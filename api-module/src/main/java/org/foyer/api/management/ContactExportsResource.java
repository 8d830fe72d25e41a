package org.foyer.api.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.foyer.api.audit.Audited;
import org.foyer.api.idempotency.Idempotent;
import org.foyer.api.json.Body;
import org.foyer.api.security.Principals;
import org.foyer.api.security.Requires;
import org.foyer.contracts.contacts.ContactExportView;
import org.foyer.contracts.contacts.ContactExports;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.Scope;
import org.foyer.platform.table.SpooledFile;
import org.foyer.platform.table.TableFormat;
import org.jspecify.annotations.Nullable;

/** Contacts as a file, made in the background and kept for a while. */
@Path("v1/contacts/exports")
@ApplicationScoped
public class ContactExportsResource {
    @Inject
    private ContactExports exports;

    record ExportResponse(
            UUID id,
            String state,
            String format,
            List<String> columns,
            long rows,
            @Nullable Long total,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Long bytes,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String file,

            Instant createdAt,
            @Nullable Instant finishedAt,
            Instant expiresAt) {
        static ExportResponse of(ContactExportView view) {
            return new ExportResponse(
                    view.id(),
                    view.state(),
                    view.format(),
                    view.columns(),
                    view.rows(),
                    view.total(),
                    view.bytes(),
                    view.state().equals("done") ? "/api/v1/contacts/exports/" + view.id() + "/file" : null,
                    view.createdAt(),
                    view.finishedAt(),
                    view.expiresAt());
        }
    }

    @POST
    @Requires(Scope.READ)
    @Idempotent
    @Audited("contact-export.created")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public Response submit(Body body, @Context SecurityContext security) {
        var export = ExportResponse.of(exports.submit(caller(security), body.values()));
        return Response.created(URI.create("/api/v1/contacts/exports/" + export.id()))
                .entity(export)
                .build();
    }

    @GET
    @Requires(Scope.READ)
    @Produces(MediaType.APPLICATION_JSON)
    public Page<ExportResponse> list(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after,
            @Context SecurityContext security) {
        return exports.list(caller(security).workspaceId(), ListParameters.page(limit, after))
                .map(ExportResponse::of);
    }

    @GET
    @Path("{export_id}")
    @Requires(Scope.READ)
    @Produces(MediaType.APPLICATION_JSON)
    public ExportResponse get(@PathParam("export_id") UUID exportId, @Context SecurityContext security) {
        return ExportResponse.of(exports.get(caller(security).workspaceId(), exportId));
    }

    @GET
    @Path("{export_id}/file")
    @Requires(Scope.READ)
    public SpooledFile file(@PathParam("export_id") UUID exportId, @Context SecurityContext security) {
        var workspaceId = caller(security).workspaceId();
        var format = TableFormat.of(exports.get(workspaceId, exportId).format());
        return SpooledFile.write("contacts", format, out -> exports.read(workspaceId, exportId, out));
    }

    @DELETE
    @Path("{export_id}")
    @Requires(Scope.WRITE)
    @Audited("contact-export.deleted")
    public void delete(@PathParam("export_id") UUID exportId, @Context SecurityContext security) {
        exports.delete(caller(security).workspaceId(), exportId);
    }

    static Caller caller(SecurityContext security) {
        var caller = Principals.caller(security);
        Reach.requireWholeWorkspace(caller);
        return caller;
    }
}
