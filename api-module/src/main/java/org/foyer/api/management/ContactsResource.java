package org.foyer.api.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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
import org.foyer.api.audit.NotAudited;
import org.foyer.api.idempotency.Idempotent;
import org.foyer.api.json.Body;
import org.foyer.api.problem.Problem;
import org.foyer.api.security.Principals;
import org.foyer.api.security.Requires;
import org.foyer.contracts.contacts.ContactMerges;
import org.foyer.contracts.contacts.ContactMerges.MergePreview;
import org.foyer.contracts.contacts.ContactQuery;
import org.foyer.contracts.contacts.ContactSearch;
import org.foyer.contracts.contacts.Contacts;
import org.foyer.contracts.contacts.Contacts.BatchResult;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.Scope;
import org.jspecify.annotations.Nullable;

/** Contacts of the workspace. They belong to no single agent, so a key bound to one does not see them. */
@Path("v1/contacts")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ContactsResource {
    @Inject
    private Contacts contacts;

    @Inject
    private ContactMerges merges;

    @Inject
    private ContactSearch search;

    @Inject
    private Merging merging;

    @Inject
    private Timelines timelines;

    @GET
    @Requires(Scope.READ)
    public Page<ContactResponse> list(
            @QueryParam("q") @Nullable String text,
            @QueryParam("segment_id") @Nullable String segmentId,
            @QueryParam("sort") @Nullable String sort,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after,
            @Context SecurityContext security) {
        var query = new ContactQuery(ListParameters.text("q", text), ListParameters.id("segment_id", segmentId), sort);
        return search.list(caller(security).workspaceId(), query, ListParameters.sortedPage(limit, after))
                .map(ContactResponse::inList);
    }

    @POST
    @Requires(Scope.WRITE)
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Audited("contact.created")
    public Response create(Body body, @Context SecurityContext security) {
        return created(ContactResponse.of(contacts.create(caller(security), body.values())));
    }

    private static Response created(ContactResponse contact) {
        return Versions.tag(Response.created(URI.create("/api/v1/contacts/" + contact.id())), contact)
                .entity(contact)
                .build();
    }

    @GET
    @Path("{contact_id}")
    @Requires(Scope.READ)
    public Response get(@PathParam("contact_id") UUID contactId, @Context SecurityContext security) {
        return Versions.tagged(read(caller(security), contactId));
    }

    private ContactResponse read(Caller caller, UUID contactId) {
        return ContactResponse.of(contacts.get(caller.workspaceId(), contactId));
    }

    @PATCH
    @Path("{contact_id}")
    @Requires(Scope.WRITE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Audited("contact.updated")
    public Response change(
            @PathParam("contact_id") UUID contactId,
            @HeaderParam("If-Match") @Nullable String ifMatch,
            Body body,
            @Context SecurityContext security) {
        var caller = caller(security);
        Versions.require(ifMatch, () -> read(caller, contactId));
        return Versions.tagged(ContactResponse.of(contacts.change(caller, contactId, body.values())));
    }

    @DELETE
    @Path("{contact_id}")
    @Requires(Scope.WRITE)
    @Audited("contact.deleted")
    public void delete(@PathParam("contact_id") UUID contactId, @Context SecurityContext security) {
        contacts.delete(caller(security), contactId);
    }

    @PUT
    @Path("by-external-id/{external_id}")
    @Requires(Scope.WRITE)
    @Consumes(MediaType.APPLICATION_JSON)
    @Audited("contact.upserted")
    public Response upsert(@PathParam("external_id") String externalId, Body body, @Context SecurityContext security) {
        var upserted = contacts.upsert(caller(security), externalId, body.values());
        var contact = ContactResponse.of(upserted.contact());
        return upserted.created() ? created(contact) : Versions.tagged(contact);
    }

    record BatchResponse(List<Result> results) {
        record Result(
                String status,

                @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable UUID id,

                @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Problem problem) {
            static Result of(BatchResult result) {
                @Nullable Refusal refusal = result.refusal();
                return new Result(result.status(), result.contactId(), refusal == null ? null : Problem.of(refusal));
            }
        }
    }

    @POST
    @Path("batch")
    @Requires(Scope.WRITE)
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Audited("contact.batch_upserted")
    public Response batch(Body body, @Context SecurityContext security) {
        var results = contacts.batch(caller(security), body.values());
        return Response.ok(new BatchResponse(
                        results.stream().map(BatchResponse.Result::of).toList()))
                .build();
    }

    @GET
    @Path("{contact_id}/timeline")
    @Requires(Scope.READ)
    public Page<Timelines.Entry> timeline(
            @PathParam("contact_id") UUID contactId,
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after,
            @Context SecurityContext security) {
        return timelines.page(caller(security).workspaceId(), contactId, ListParameters.page(limit, after));
    }

    record PreviewResponse(ContactResponse contact, List<FieldResponse> fields) {
        record FieldResponse(
                String field,
                @JsonProperty("this") @Nullable Object thisValue,
                @JsonProperty("other") @Nullable Object otherValue,
                String wins,
                boolean conflict) {}

        static PreviewResponse of(MergePreview preview) {
            return new PreviewResponse(
                    ContactResponse.of(preview.contact()),
                    preview.fields().stream()
                            .map(field -> new FieldResponse(
                                    field.field(),
                                    field.thisValue(),
                                    field.otherValue(),
                                    field.wins(),
                                    field.conflict()))
                            .toList());
        }
    }

    @POST
    @Path("{contact_id}/merge")
    @Requires(Scope.WRITE)
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @NotAudited("a preview changes nothing; a merge is kept by Merging")
    public Response merge(
            @PathParam("contact_id") UUID contactId,
            @QueryParam("preview") @Nullable String preview,
            Body body,
            @Context SecurityContext security) {
        var caller = caller(security);
        if (ListParameters.flag("preview", preview)) {
            return Response.ok(PreviewResponse.of(merges.preview(caller, contactId, body.values())))
                    .build();
        }
        return merging.merge(caller, contactId, body);
    }

    record UndoneResponse(UUID mergeId, ContactResponse contact, ContactResponse other) {}

    @POST
    @Path("merges/{merge_id}/undo")
    @Requires(Scope.WRITE)
    @Idempotent
    @Audited("contact.merge_undone")
    public Response undo(@PathParam("merge_id") UUID mergeId, Body body, @Context SecurityContext security) {
        var undone = merges.undo(caller(security), mergeId);
        return Response.ok(new UndoneResponse(
                        undone.mergeId(), ContactResponse.of(undone.contact()), ContactResponse.of(undone.other())))
                .build();
    }

    record DuplicateResponse(UUID id, String reason, List<ContactResponse> contacts, Instant createdAt) {}

    @GET
    @Path("duplicates")
    @Requires(Scope.READ)
    public Page<DuplicateResponse> duplicates(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after,
            @Context SecurityContext security) {
        return merges.duplicates(caller(security).workspaceId(), ListParameters.page(limit, after))
                .map(duplicate -> new DuplicateResponse(
                        duplicate.id(),
                        duplicate.reason(),
                        duplicate.contacts().stream()
                                .map(ContactResponse::inList)
                                .toList(),
                        duplicate.createdAt()));
    }

    @POST
    @Path("duplicates/{duplicate_id}/dismissal")
    @Requires(Scope.WRITE)
    @Audited("duplicate.dismissed")
    public void dismiss(@PathParam("duplicate_id") UUID duplicateId, @Context SecurityContext security) {
        merges.dismiss(caller(security), duplicateId);
    }

    private static Caller caller(SecurityContext security) {
        var caller = Principals.caller(security);
        Reach.requireWholeWorkspace(caller);
        return caller;
    }
}
