package org.foyer.api.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.UUID;
import org.foyer.api.security.Principals;
import org.foyer.api.security.Requires;
import org.foyer.contracts.workspace.Access;
import org.foyer.contracts.workspace.Scope;
import org.jspecify.annotations.Nullable;

/** Who is calling, and where. */
@Path("v1/me")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class MeResource {
    @Inject
    private Access access;

    @JsonInclude(JsonInclude.Include.NON_NULL)
    record MeResponse(
            SessionCookies.@Nullable PersonResponse member,
            @Nullable ApiKeyReference apiKey,
            SessionCookies.WorkspaceReference workspace,
            @Nullable String csrfToken) {}

    @JsonInclude
    record ApiKeyReference(
            UUID id,
            String label,
            List<String> scopes,
            @Nullable UUID agentId) {}

    @GET
    @Requires(Scope.READ)
    public MeResponse me(@Context SecurityContext security) {
        var caller = Principals.caller(security);
        var me = access.me(caller);
        var member = me.member();
        var key = me.apiKey();
        return new MeResponse(
                member == null ? null : SessionCookies.PersonResponse.of(member),
                key == null
                        ? null
                        : new ApiKeyReference(key.id(), key.label(), Wire.names(key.scopes()), key.agentId()),
                new SessionCookies.WorkspaceReference(
                        me.workspace().id(), me.workspace().name()),
                caller.csrfToken());
    }
}
