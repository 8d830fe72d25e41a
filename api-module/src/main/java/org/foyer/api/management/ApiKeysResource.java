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
import org.foyer.api.audit.AuditNotes;
import org.foyer.api.audit.Audited;
import org.foyer.api.idempotency.Idempotent;
import org.foyer.api.json.Body;
import org.foyer.api.security.Principals;
import org.foyer.api.security.Requires;
import org.foyer.contracts.actions.Agents;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.workspace.ApiKeyView;
import org.foyer.contracts.workspace.ApiKeys;
import org.foyer.contracts.workspace.Scope;
import org.foyer.platform.id.Ids;
import org.jspecify.annotations.Nullable;

/** API keys of the workspace. */
@Path("v1/api-keys")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class ApiKeysResource {
    @Inject
    private ApiKeys apiKeys;

    @Inject
    private Agents agents;

    @Inject
    private AuditNotes notes;

    record ApiKeyResponse(
            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String key,

            UUID id,
            String label,
            List<String> scopes,
            @Nullable UUID agentId,
            Instant createdAt,
            @Nullable Instant lastUsedAt) {
        static ApiKeyResponse of(@Nullable String key, ApiKeyView view) {
            return new ApiKeyResponse(
                    key,
                    view.id(),
                    view.label(),
                    Wire.names(view.scopes()),
                    view.agentId(),
                    view.createdAt(),
                    view.lastUsedAt());
        }
    }

    @POST
    @Requires(Scope.ADMIN)
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    @Audited("api-key.created")
    public Response create(Body body, @Context SecurityContext security) {
        var caller = Principals.caller(security);
        if (body.values().get("agent_id") instanceof String agentId && !isAgentOf(caller.workspaceId(), agentId)) {
            throw Refusal.invalid("/agent_id", "is no agent of this workspace");
        }
        var created = apiKeys.create(caller, body.values());
        notes.changed("label", null, created.apiKey().label());
        notes.changed(
                "scopes", null, String.join(" ", Wire.names(created.apiKey().scopes())));
        return Response.created(
                        URI.create("/api/v1/api-keys/" + created.apiKey().id()))
                .entity(ApiKeyResponse.of(created.key(), created.apiKey()))
                .build();
    }

    @GET
    @Requires(Scope.ADMIN)
    public Page<ApiKeyResponse> list(
            @QueryParam("limit") @Nullable String limit,
            @QueryParam("after") @Nullable String after,
            @Context SecurityContext security) {
        var caller = Principals.caller(security);
        Reach.requireWholeWorkspace(caller);
        return apiKeys.list(caller.workspaceId(), ListParameters.page(limit, after))
                .map(key -> ApiKeyResponse.of(null, key));
    }

    @DELETE
    @Path("{key_id}")
    @Requires(Scope.ADMIN)
    @Audited("api-key.revoked")
    public void revoke(@PathParam("key_id") UUID keyId, @Context SecurityContext security) {
        var caller = Principals.caller(security);
        Reach.requireWholeWorkspace(caller);
        apiKeys.revoke(caller.workspaceId(), keyId);
    }

    private boolean isAgentOf(UUID workspaceId, String agentId) {
        return Ids.parse(agentId)
                .flatMap(agents::find)
                .filter(agent -> agent.workspaceId().equals(workspaceId))
                .isPresent();
    }
}
