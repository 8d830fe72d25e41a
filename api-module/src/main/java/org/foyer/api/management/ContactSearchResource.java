package org.foyer.api.management;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Map;
import org.foyer.api.audit.NotAudited;
import org.foyer.api.json.Body;
import org.foyer.api.security.Principals;
import org.foyer.api.security.Requires;
import org.foyer.contracts.contacts.ContactSearch;
import org.foyer.contracts.contacts.FoundContacts;
import org.foyer.contracts.workspace.Scope;
import org.jspecify.annotations.Nullable;

/** Contacts by filter, in any order. A POST, since a filter is no thing for an address; it changes nothing. */
@Path("v1/contacts/search")
@ApplicationScoped
public class ContactSearchResource {
    @Inject
    private ContactSearch contacts;

    /**
     * A page and how many there are.
     *
     * @param count a number, or {@code {"at_least":…}}
     */
    record SearchResponse(
            List<ContactResponse> items, @Nullable String next, Object count) {
        static SearchResponse of(FoundContacts found) {
            return new SearchResponse(
                    found.page().items().stream().map(ContactResponse::of).toList(),
                    found.page().next(),
                    found.exact() ? found.count() : Map.of("at_least", found.count()));
        }
    }

    @POST
    @Requires(Scope.READ)
    @NotAudited("reads only")
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    public SearchResponse search(Body body, @Context SecurityContext security) {
        var caller = Principals.caller(security);
        Reach.requireWholeWorkspace(caller);
        return SearchResponse.of(contacts.search(caller.workspaceId(), body.values()));
    }
}
