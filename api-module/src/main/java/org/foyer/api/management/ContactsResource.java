package org.foyer.api.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.foyer.api.security.Principals;
import org.foyer.api.security.Requires;
import org.foyer.contracts.contacts.ContactQuery;
import org.foyer.contracts.contacts.ContactSearch;
import org.foyer.contracts.contacts.ContactView;
import org.foyer.contracts.contacts.Contacts;
import org.foyer.contracts.paging.Page;
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
    private ContactSearch search;

    record ContactResponse(
            UUID id,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String externalId,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String name,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String email,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String phone,

            Map<String, Object> customAttributes,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant lastSeenAt,
            List<String> sources) {
        static ContactResponse of(ContactView view) {
            return new ContactResponse(
                    view.id(),
                    view.externalId(),
                    view.name(),
                    view.email(),
                    view.phone(),
                    view.customAttributes(),
                    view.createdAt(),
                    view.updatedAt(),
                    view.lastSeenAt(),
                    view.sources());
        }
    }

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
                .map(ContactResponse::of);
    }

    @GET
    @Path("{contact_id}")
    @Requires(Scope.READ)
    public ContactResponse get(@PathParam("contact_id") UUID contactId, @Context SecurityContext security) {
        return ContactResponse.of(contacts.get(caller(security).workspaceId(), contactId));
    }

    private static Caller caller(SecurityContext security) {
        var caller = Principals.caller(security);
        Reach.requireWholeWorkspace(caller);
        return caller;
    }
}
