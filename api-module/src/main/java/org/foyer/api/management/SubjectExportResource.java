package org.foyer.api.management;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.UUID;
import org.foyer.api.json.MessageResponse;
import org.foyer.api.security.Principals;
import org.foyer.api.security.Requires;
import org.foyer.contracts.contacts.Subjects;
import org.foyer.contracts.conversations.ConversationView;
import org.foyer.contracts.conversations.PersonalRecords;
import org.foyer.contracts.workspace.Scope;

/** All we hold on one person. */
@Path("v1/contacts/{contact_id}/subject-export")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class SubjectExportResource {
    @Inject
    private Subjects subjects;

    @Inject
    private PersonalRecords records;

    @Inject
    private Clock clock;

    @GET
    @Requires(Scope.ADMIN)
    public Response get(@PathParam("contact_id") UUID contactId, @Context SecurityContext security) {
        var caller = Principals.caller(security);
        Reach.requireWholeWorkspace(caller);
        var held = subjects.export(caller.workspaceId(), contactId);
        var record = records.of(caller.workspaceId(), held.leadIds(), held.visitorIds());
        var all = new LinkedHashMap<String, Object>();
        all.put("exported_at", clock.instant());
        all.put("contact", held.contact());
        all.put("changes", held.changes());
        all.put(
                "leads",
                record.leads().stream()
                        .map(lead -> LeadResponse.of(lead, contactId))
                        .toList());
        all.put(
                "conversations",
                record.conversations().stream()
                        .map(SubjectExportResource::conversation)
                        .toList());
        all.put("imported_rows", held.importedRows());
        return Response.ok(all)
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"subject-" + contactId + ".json\"")
                .build();
    }

    private static Object conversation(ConversationView view) {
        var conversation = new LinkedHashMap<String, Object>();
        conversation.put("id", view.id());
        conversation.put("agent_id", view.agentId());
        conversation.put("visitor", view.visitor());
        conversation.put("state", view.state());
        conversation.put("source", view.source());
        conversation.put("messages", MessageResponse.of(view.messages()));
        conversation.put("notes", view.notes());
        conversation.put("created_at", view.createdAt());
        conversation.put("last_activity_at", view.lastActivityAt());
        return conversation;
    }
}
