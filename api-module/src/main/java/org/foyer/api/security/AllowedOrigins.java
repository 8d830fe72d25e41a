package org.foyer.api.security;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.ext.Provider;
import java.util.Optional;
import java.util.UUID;
import org.foyer.contracts.actions.AgentView;
import org.foyer.contracts.actions.Agents;
import org.foyer.contracts.conversations.VisitorIdentity;
import org.foyer.platform.id.Ids;

/**
 * Holds every call of a browser to the agent's allowed origins, once it is known whose agent it is about: that of the
 * address, or that of the visitor.
 */
@Provider
@Priority(Priorities.AUTHENTICATION + 20)
public class AllowedOrigins implements ContainerRequestFilter {
    @Inject
    private Agents agents;

    @Override
    public void filter(ContainerRequestContext request) {
        if (Routes.isVisitorApi(request)
                && request.getHeaderString(Cors.ORIGIN) != null
                && !request.getMethod().equals(HttpMethod.OPTIONS)) {
            agent(request).ifPresent(agent -> Cors.decide(request, agent));
        }
    }

    private Optional<AgentView> agent(ContainerRequestContext request) {
        var visitor = Principals.visitorOf(request.getSecurityContext()).map(VisitorIdentity::agentId);
        Optional<UUID> named = Optional.ofNullable(
                        request.getUriInfo().getPathParameters().getFirst("agent_id"))
                .flatMap(Ids::parse);
        return visitor.or(() -> named).flatMap(agents::find);
    }
}
