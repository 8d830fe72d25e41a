package org.foyer.api.widget;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.util.UUID;
import org.foyer.api.idempotency.Idempotent;
import org.foyer.api.json.Body;
import org.foyer.api.security.ForVisitor;
import org.foyer.api.security.Principals;
import org.foyer.contracts.conversations.LeadForms;
import org.jspecify.annotations.Nullable;

/** What a visitor does with a lead form. */
@Path("widget/v1/lead-forms/{form_id}")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class LeadFormsResource {
    @Inject
    private LeadForms forms;

    record SubmittedResponse(UUID leadId, String message) {}

    record DismissedResponse(@Nullable String message) {}

    @POST
    @Path("progress")
    @ForVisitor
    @Consumes(MediaType.APPLICATION_JSON)
    public void progress(@PathParam("form_id") UUID formId, Body body, @Context SecurityContext security) {
        forms.progress(Principals.visitor(security), formId, body.values());
    }

    @POST
    @Path("submission")
    @ForVisitor
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    public Response submit(@PathParam("form_id") UUID formId, Body body, @Context SecurityContext security) {
        var submission = forms.submit(Principals.visitor(security), formId, body.values());
        var response = submission.repeated()
                ? Response.ok()
                : Response.created(URI.create("/api/v1/leads/" + submission.leadId()));
        return response.entity(new SubmittedResponse(submission.leadId(), submission.message()))
                .build();
    }

    @POST
    @Path("dismissal")
    @ForVisitor
    public DismissedResponse dismiss(@PathParam("form_id") UUID formId, @Context SecurityContext security) {
        return new DismissedResponse(forms.dismiss(Principals.visitor(security), formId));
    }
}
