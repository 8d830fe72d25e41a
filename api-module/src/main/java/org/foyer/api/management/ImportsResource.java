package org.foyer.api.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.foyer.api.audit.Audited;
import org.foyer.api.export.ImportErrors;
import org.foyer.api.idempotency.Idempotent;
import org.foyer.api.security.Principals;
import org.foyer.api.security.Requires;
import org.foyer.api.upload.Upload;
import org.foyer.contracts.contacts.ImportRowView;
import org.foyer.contracts.contacts.ImportView;
import org.foyer.contracts.contacts.Imports;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.Scope;
import org.foyer.platform.json.Json;
import org.foyer.platform.table.SpooledFile;
import org.jspecify.annotations.Nullable;

/** Contacts from files. */
@Path("v1/contacts/imports")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ImportsResource {
    private static final int ERRORS_SHOWN = 100;
    private static final List<String> FLAGS = List.of("dry_run", "overwrite");

    @Inject
    private Imports imports;

    @Inject
    private ImportErrors errors;

    /** An import on the wire; alone it shows its first errors too. */
    record ImportResponse(
            UUID id,
            boolean dryRun,
            boolean overwrite,
            String state,
            String fileName,
            String format,
            @Nullable String delimiter,
            String encoding,
            long size,
            List<ImportView.Column> columns,
            double progress,
            ImportView.Counts counts,
            ImportView.@Nullable Undone undone,
            @Nullable String failure,
            String actor,
            boolean fileKept,
            Instant createdAt,
            @Nullable Instant finishedAt,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<ImportRowView> errors) {
        static ImportResponse of(ImportView view, @Nullable List<ImportRowView> errors) {
            return new ImportResponse(
                    view.id(),
                    view.dryRun(),
                    view.overwrite(),
                    view.state(),
                    view.fileName(),
                    view.format(),
                    view.delimiter(),
                    view.encoding(),
                    view.size(),
                    view.columns(),
                    view.progress(),
                    view.counts(),
                    view.undone(),
                    view.failure(),
                    view.actor(),
                    view.fileKept(),
                    view.createdAt(),
                    view.finishedAt(),
                    errors);
        }
    }

    @POST
    @Requires(Scope.WRITE)
    @Idempotent
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Audited("import.started")
    public Response start(Upload upload, @Context SecurityContext security) {
        var caller = caller(security);
        var file = upload.file();
        if (file == null) {
            throw Refusal.invalid("/file", "is required");
        }
        return created(imports.start(caller, file.path(), file.name(), options(upload.fields())));
    }

    @POST
    @Path("{import_id}/run")
    @Requires(Scope.WRITE)
    @Idempotent
    @Audited("import.started")
    public Response run(@PathParam("import_id") UUID importId, @Context SecurityContext security) {
        return created(imports.startTried(caller(security), importId));
    }

    private static Response created(ImportView view) {
        return Response.created(URI.create("/api/v1/contacts/imports/" + view.id()))
                .entity(ImportResponse.of(view, null))
                .build();
    }

    @GET
    @Requires(Scope.READ)
    public Page<ImportResponse> list(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after,
            @Context SecurityContext security) {
        return imports.list(caller(security).workspaceId(), ListParameters.page(limit, after))
                .map(view -> ImportResponse.of(view, null));
    }

    @GET
    @Path("{import_id}")
    @Requires(Scope.READ)
    public ImportResponse get(@PathParam("import_id") UUID importId, @Context SecurityContext security) {
        var workspaceId = caller(security).workspaceId();
        var view = imports.get(workspaceId, importId);
        var invalid = first(workspaceId, importId, "invalid");
        var conflicts = first(workspaceId, importId, "conflict");
        var shown = Stream.concat(invalid.stream(), conflicts.stream())
                .sorted(Comparator.comparing(ImportRowView::row))
                .limit(ERRORS_SHOWN)
                .toList();
        return ImportResponse.of(view, shown);
    }

    private List<ImportRowView> first(UUID workspaceId, UUID importId, String outcome) {
        return imports.rows(workspaceId, importId, outcome, new PageRequest(ERRORS_SHOWN, null))
                .items();
    }

    @GET
    @Path("{import_id}/rows")
    @Requires(Scope.READ)
    public Page<ImportRowView> rows(
            @PathParam("import_id") UUID importId,
            @QueryParam("outcome") @Nullable String outcome,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after,
            @Context SecurityContext security) {
        return imports.rows(caller(security).workspaceId(), importId, outcome, ListParameters.page(limit, after));
    }

    @GET
    @Path("{import_id}/errors")
    @Requires(Scope.READ)
    @Produces("text/csv;charset=utf-8")
    public SpooledFile errors(@PathParam("import_id") UUID importId, @Context SecurityContext security) {
        return errors.of(caller(security).workspaceId(), importId);
    }

    @POST
    @Path("{import_id}/undo")
    @Requires(Scope.WRITE)
    @Idempotent
    @Audited("import.undone")
    public Response undo(@PathParam("import_id") UUID importId, @Context SecurityContext security) {
        return Response.accepted(ImportResponse.of(imports.undo(caller(security), importId), null))
                .build();
    }

    /** A form's fields are all texts; what is meant by them is read here, what is wrong with them stays a text. */
    private static Map<String, Object> options(Map<String, String> fields) {
        var options = new LinkedHashMap<String, Object>();
        fields.forEach((name, text) -> {
            if (name.equals("mapping")) {
                options.put(name, mapping(text));
            } else if (FLAGS.contains(name) && (text.equals("true") || text.equals("false"))) {
                options.put(name, Boolean.valueOf(text));
            } else {
                options.put(name, text);
            }
        });
        return options;
    }

    private static Object mapping(String text) {
        try {
            return Json.readObject(text);
        } catch (IOException e) {
            throw Refusal.invalid("/mapping", "must be a JSON object: column to field");
        }
    }

    private static Caller caller(SecurityContext security) {
        var caller = Principals.caller(security);
        Reach.requireWholeWorkspace(caller);
        return caller;
    }
}
