package org.foyer.api.limit;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.ext.Provider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.foyer.api.problem.Problem;
import org.foyer.api.problem.ProblemType;
import org.foyer.api.security.Credentials;
import org.foyer.platform.secret.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * Rate limits: visitors by their address, programs and members by their credential (so that guessing keys is limited by
 * address too). Tells where a caller stands in the RateLimit headers (IETF draft).
 */
@Provider
@Priority(Priorities.AUTHENTICATION - 10)
public class RateLimits implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String STATE = "foyer.rate-limit";

    @Context
    private HttpServletRequest servletRequest;

    private final RateLimiter visitors;
    private final RateLimiter programs;

    @Inject
    RateLimits(
            @ConfigProperty(name = "foyer.visitor.rate.limit", defaultValue = "120") int visitorsPerMinute,
            @ConfigProperty(name = "foyer.api.rate.limit", defaultValue = "1200") int programsPerMinute) {
        this.visitors = new RateLimiter("visitor", visitorsPerMinute);
        this.programs = new RateLimiter("api", programsPerMinute);
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var visiting = request.getUriInfo().getPath().replaceFirst("^/", "").startsWith("widget/");
        var limiter = visiting ? visitors : programs;
        if (!limiter.limits()) {
            return;
        }
        var credential = visiting ? null : credential(request);
        var spent = limiter.spend(credential == null ? servletRequest.getRemoteAddr() : Secrets.sha256(credential));
        request.setProperty(STATE, new State(limiter, spent));
        if (!spent.allowed()) {
            request.abortWith(Problem.of(
                            ProblemType.TOO_MANY_REQUESTS,
                            "The limit of requests a minute is reached; the Retry-After header says when to go on.")
                    .response());
        }
    }

    private static @Nullable String credential(ContainerRequestContext request) {
        var authorization = request.getHeaderString(HttpHeaders.AUTHORIZATION);
        return authorization == null ? Credentials.session(request) : authorization;
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (request.getProperty(STATE) instanceof State state) {
            var headers = response.getHeaders();
            headers.putSingle("RateLimit-Policy", state.limiter().policyHeader());
            headers.putSingle("RateLimit", state.limiter().stateHeader(state.spent()));
            if (!state.spent().allowed()) {
                headers.putSingle(
                        HttpHeaders.RETRY_AFTER, Math.max(1, state.spent().retrySeconds()));
            }
        }
    }

    private record State(RateLimiter limiter, RateLimiter.Spent spent) {}
}
