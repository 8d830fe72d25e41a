package org.foyer.api.management;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;
import org.foyer.api.audit.Audited;
import org.foyer.api.audit.NotAudited;
import org.foyer.api.json.Body;
import org.foyer.api.security.Principals;
import org.foyer.api.security.Requires;
import org.foyer.contracts.actions.LanguageModelView;
import org.foyer.contracts.actions.LanguageModels;
import org.foyer.contracts.conversations.ModelChecks;
import org.foyer.contracts.workspace.Scope;
import org.jspecify.annotations.Nullable;

/** The language model that answers an agent's visitors. */
@Path("v1/agents/{agent_id}/llm")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class LanguageModelResource {
    @Inject
    private LanguageModels models;

    @Inject
    private ModelChecks checks;

    record LanguageModelResponse(
            @Nullable String baseUrl,
            @Nullable String model,
            boolean apiKeySet,
            boolean enabled,
            boolean installationDefault) {
        static LanguageModelResponse of(LanguageModelView view) {
            return new LanguageModelResponse(
                    view.baseUrl(), view.model(), view.apiKeySet(), view.enabled(), view.installationDefault());
        }
    }

    record CheckResponse(
            boolean ok, long latencyMs, @Nullable String error) {}

    @GET
    @Requires(Scope.ADMIN)
    public LanguageModelResponse get(@PathParam("agent_id") UUID agentId, @Context SecurityContext security) {
        var caller = Principals.caller(security);
        Reach.require(caller, agentId, "agent");
        return LanguageModelResponse.of(models.get(caller.workspaceId(), agentId));
    }

    @PUT
    @Requires(Scope.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    @Audited("language-model.updated")
    public LanguageModelResponse put(
            @PathParam("agent_id") UUID agentId, Body body, @Context SecurityContext security) {
        var caller = Principals.caller(security);
        Reach.require(caller, agentId, "agent");
        return LanguageModelResponse.of(models.put(caller.workspaceId(), agentId, body.values()));
    }

    @POST
    @Path("test")
    @Requires(Scope.ADMIN)
    @Consumes(MediaType.APPLICATION_JSON)
    @NotAudited("changes nothing")
    public CheckResponse test(@PathParam("agent_id") UUID agentId, Body body, @Context SecurityContext security) {
        var caller = Principals.caller(security);
        Reach.require(caller, agentId, "agent");
        var check = checks.check(models.candidate(caller.workspaceId(), agentId, body.values()));
        return new CheckResponse(check.ok(), check.latencyMs(), check.error());
    }
}
