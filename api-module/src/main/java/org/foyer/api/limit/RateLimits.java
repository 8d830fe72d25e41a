package org.foyer.api.limit;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.foyer.api.problem.Problem;
import org.foyer.api.problem.ProblemType;

/**
 * Rate limits: visitors by their address, programs and members by who they proved to be. Who proves nothing is limited by
 * address, so that guessing keys and passwords is; a made-up credential buys no quota of its own. Tells where a caller
 * stands in the RateLimit headers (IETF draft).
 */
@Provider
@Priority(Priorities.AUTHENTICATION - 10)
public class RateLimits implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String STATE = "foyer.rate-limit";

    @Context
    private HttpServletRequest servletRequest;

    @Inject
    private Limiters limiters;

    /** The limiters of this node. */
    @ApplicationScoped
    static class Limiters {
        private RateLimiter visitors;
        private RateLimiter callers;
        private RateLimiter strangers;

        @SuppressWarnings("NullAway.Init") // for the client proxy
        protected Limiters() {}

        @Inject
        Limiters(
                @ConfigProperty(name = "foyer.visitor.rate.limit", defaultValue = "120") int visitorsPerMinute,
                @ConfigProperty(name = "foyer.api.rate.limit", defaultValue = "1200") int callersPerMinute) {
            this.visitors = new RateLimiter("visitor", visitorsPerMinute);
            this.callers = new RateLimiter("api", callersPerMinute);
            this.strangers = new RateLimiter("api", callersPerMinute);
        }

        RateLimiter visitors() {
            return visitors;
        }

        RateLimiter callers() {
            return callers;
        }

        RateLimiter strangers() {
            return strangers;
        }
    }

    /** Limits callers of the management API once they have proved who they are. */
    @Provider
    @Priority(Priorities.AUTHENTICATION + 10)
    public static class OfCallers implements ContainerRequestFilter {
        @Inject
        private Limiters limiters;

        @Override
        public void filter(ContainerRequestContext request) {
            var principal = request.getSecurityContext().getUserPrincipal();
            if (principal != null && !isVisitorApi(request)) {
                spend(request, limiters.callers(), principal.getName());
            }
        }
    }

    @Override
    public void filter(ContainerRequestContext request) {
        var address = servletRequest.getRemoteAddr();
        if (isVisitorApi(request)) {
            spend(request, limiters.visitors(), address);
        } else if (limiters.strangers().isSpent(address)) {
            spend(request, limiters.strangers(), address);
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() == Status.UNAUTHORIZED.getStatusCode()
                && !isVisitorApi(request)
                && limiters.strangers().limits()) {
            var strangers = limiters.strangers();
            request.setProperty(STATE, new State(strangers, strangers.spend(servletRequest.getRemoteAddr())));
        }
        if (request.getProperty(STATE) instanceof State state) {
            var headers = response.getHeaders();
            headers.putSingle("RateLimit-Policy", state.limiter().policyHeader());
            headers.putSingle("RateLimit", state.limiter().stateHeader(state.spent()));
            if (response.getStatus() == Status.TOO_MANY_REQUESTS.getStatusCode()) {
                headers.putSingle(
                        HttpHeaders.RETRY_AFTER, Math.max(1, state.spent().retrySeconds()));
            }
        }
    }

    private static boolean isVisitorApi(ContainerRequestContext request) {
        return request.getUriInfo().getPath().replaceFirst("^/", "").startsWith("widget/");
    }

    private static void spend(ContainerRequestContext request, RateLimiter limiter, String caller) {
        if (!limiter.limits()) {
            return;
        }
        var spent = limiter.spend(caller);
        request.setProperty(STATE, new State(limiter, spent));
        if (!spent.allowed()) {
            request.abortWith(Problem.of(
                            ProblemType.TOO_MANY_REQUESTS,
                            "The limit of requests a minute is reached; the Retry-After header says when to go on.")
                    .response());
        }
    }

    private record State(RateLimiter limiter, RateLimiter.Spent spent) {}
}
