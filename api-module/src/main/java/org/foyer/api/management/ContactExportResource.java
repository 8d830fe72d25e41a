package org.foyer.api.management;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.foyer.api.audit.NotAudited;
import org.foyer.api.json.Body;
import org.foyer.api.security.Requires;
import org.foyer.contracts.contacts.ContactExports;
import org.foyer.contracts.workspace.Scope;
import org.foyer.platform.table.SpooledFile;
import org.foyer.platform.table.TableFormat;
import org.jspecify.annotations.Nullable;

/** Contacts as a file, made while the client waits. */
@Path("v1/contacts/export")
@ApplicationScoped
public class ContactExportResource {
    @Inject
    private ContactExports exports;

    @GET
    @Requires(Scope.READ)
    public SpooledFile export(
            @QueryParam("format") @Nullable String format,
            @QueryParam("segment_id") @Nullable String segmentId,
            @QueryParam("q") @Nullable String text,
            @Context SecurityContext security) {
        var wanted = new LinkedHashMap<String, Object>();
        var as = ListParameters.format(format);
        wanted.put("format", as.wireName());
        var segment = ListParameters.id("segment_id", segmentId);
        if (segment != null) {
            wanted.put("segment_id", segment.toString());
        }
        if (ListParameters.text("q", text) != null) {
            wanted.put("q", text);
        }
        return file(security, as, wanted);
    }

    @POST
    @Requires(Scope.READ)
    @NotAudited("reads only")
    @Consumes(MediaType.APPLICATION_JSON)
    public SpooledFile export(Body body, @Context SecurityContext security) {
        var format = body.values().get("format");
        // what is no format is the façade's to refuse
        var known = format instanceof String name && TableFormat.NAMES.contains(name)
                ? TableFormat.of(name)
                : TableFormat.CSV;
        return file(security, known, body.values());
    }

    private SpooledFile file(SecurityContext security, TableFormat format, Map<String, Object> wanted) {
        UUID workspaceId = ContactExportsResource.caller(security).workspaceId();
        return SpooledFile.write("contacts", format, out -> exports.write(workspaceId, wanted, out));
    }
}
