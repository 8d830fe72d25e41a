package org.foyer.api.management;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.UUID;
import org.foyer.api.audit.Audited;
import org.foyer.api.json.Body;
import org.foyer.contracts.contacts.ContactMerges;
import org.foyer.contracts.workspace.Caller;

/** Merges contacts, apart from the address that also previews it: only what changes something is in the audit trail. */
@ApplicationScoped
class Merging {
    @Inject
    ContactMerges merges;

    record MergedResponse(UUID mergeId, ContactResponse contact) {}

    @Audited("contact.merged")
    public Response merge(Caller caller, @PathParam("contact_id") UUID contactId, Body body) {
        var merged = merges.merge(caller, contactId, body.values());
        return Response.ok(new MergedResponse(merged.mergeId(), ContactResponse.of(merged.contact())))
                .build();
    }
}
