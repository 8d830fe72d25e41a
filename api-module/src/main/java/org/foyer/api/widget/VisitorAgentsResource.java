package org.foyer.api.widget;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.foyer.api.idempotency.Idempotent;
import org.foyer.api.json.Body;
import org.foyer.api.json.MessageResponse;
import org.foyer.api.security.Credentials;
import org.foyer.api.security.Open;
import org.foyer.contracts.actions.AgentView;
import org.foyer.contracts.actions.Agents;
import org.foyer.contracts.conversations.Chat;
import org.foyer.contracts.refusal.Refusal;
import org.jspecify.annotations.Nullable;

/** An agent as its visitors see it, and where conversations with it begin. */
@Path("widget/v1/agents/{agent_id}")
@ApplicationScoped
@Produces(MediaType.APPLICATION_JSON)
public class VisitorAgentsResource {
    @Inject
    private Agents agents;

    @Inject
    private Chat chat;

    record LookResponse(
            String name,
            String greeting,
            Map<String, Object> theme,
            String locale,
            String defaultRegion,
            Map<String, String> texts) {}

    record StartedResponse(UUID id, String token, List<MessageResponse> messages) {}

    @GET
    @Open
    public LookResponse look(@PathParam("agent_id") UUID agentId) {
        var agent = agent(agentId);
        return new LookResponse(
                agent.name(), agent.greeting(), agent.theme(), agent.locale(), agent.defaultRegion(), Map.of());
    }

    @POST
    @Path("conversations")
    @Open
    @Idempotent
    @Consumes(MediaType.APPLICATION_JSON)
    public Response start(
            @PathParam("agent_id") UUID agentId,
            @HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization,
            Body body) {
        var started = chat.start(agentId, body.values(), Credentials.bearer(authorization));
        return Response.created(URI.create("/api/widget/v1/conversations/" + started.id() + "/messages"))
                .entity(new StartedResponse(started.id(), started.token(), MessageResponse.of(started.messages())))
                .build();
    }

    // whether its page may ask is settled already: AllowedOrigins
    private AgentView agent(UUID agentId) {
        return agents.find(agentId).orElseThrow(() -> Refusal.notFound("agent"));
    }
}
