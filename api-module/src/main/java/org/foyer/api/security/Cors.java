package org.foyer.api.security;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.util.Locale;
import java.util.Optional;
import org.foyer.contracts.actions.AgentView;
import org.foyer.contracts.actions.Agents;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.id.Ids;

/**
 * Lets the widget call the visitor API from a company's own site. Credentials are a token in a header, never a cookie, so
 * an agent without a list of origins is open to any; one with a list is told apart by the {@code Origin} header, and a
 * page of another origin neither gets an answer nor may read the refusal. A preflight of an address that names no agent
 * comes without a token, so it is granted to all and the call itself is held to the list by {@link AllowedOrigins}.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION - 100)
public class Cors implements ContainerRequestFilter, ContainerResponseFilter {
    static final String ORIGIN = "Origin";
    private static final String DECIDED = "foyer.origin";
    private static final String NOBODY = "";
    private static final int AGENT_SEGMENT = 3;

    @Inject
    private Agents agents;

    @Override
    public void filter(ContainerRequestContext request) {
        if (Routes.isVisitorApi(request)
                && request.getMethod().equals(HttpMethod.OPTIONS)
                && request.getHeaderString("Access-Control-Request-Method") != null) {
            agent(request).ifPresent(agent -> decide(request, agent));
            request.abortWith(Response.noContent()
                    .header("Access-Control-Allow-Methods", "GET, POST")
                    .header(
                            "Access-Control-Allow-Headers",
                            "Authorization, Content-Type, Idempotency-Key, Last-Event-ID, Accept")
                    .header("Access-Control-Max-Age", "7200")
                    .build());
        }
    }

    /** The agent that {@code widget/v1/agents/{agent_id}…} names. */
    private Optional<AgentView> agent(ContainerRequestContext request) {
        var segments = request.getUriInfo().getPathSegments();
        return segments.size() > AGENT_SEGMENT
                        && segments.get(AGENT_SEGMENT - 1).getPath().equals("agents")
                ? Ids.parse(segments.get(AGENT_SEGMENT).getPath()).flatMap(agents::find)
                : Optional.empty();
    }

    /** Refuses the request if it comes from a page that is not one of the agent's; the response says what was decided. */
    static void decide(ContainerRequestContext request, AgentView agent) {
        var origin = request.getHeaderString(ORIGIN);
        if (origin == null || agent.allowedOrigins().isEmpty()) {
            return;
        }
        var allowed = agent.allowedOrigins().contains(origin.toLowerCase(Locale.ROOT));
        request.setProperty(DECIDED, allowed ? origin : NOBODY);
        if (!allowed) {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "This agent is not open to pages of this origin.");
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (!Routes.isVisitorApi(request)) {
            return;
        }
        var headers = response.getHeaders();
        headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        var decided = request.getProperty(DECIDED);
        if (decided != null) {
            headers.add(HttpHeaders.VARY, ORIGIN);
        }
        if (!NOBODY.equals(decided)) {
            headers.putSingle("Access-Control-Allow-Origin", decided == null ? "*" : decided);
            headers.putSingle(
                    "Access-Control-Expose-Headers",
                    "RateLimit, RateLimit-Policy, Retry-After, Idempotent-Replayed, Location");
        }
    }
}
