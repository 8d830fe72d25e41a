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
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.Provider;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.foyer.api.problem.Problem;
import org.foyer.api.problem.ProblemType;
import org.foyer.api.security.Open;
import org.foyer.api.security.Routes;

/**
 * Rate limits: visitors by their address, programs and members by who they proved to be. Who fails to prove it is
 * limited by address, so that guessing keys and passwords is; a made-up credential buys no quota of its own, and a valid
 * one is taken from any address. Tells where a caller
 * stands in the RateLimit headers (IETF draft).
 */
@Provider
@Priority(Priorities.AUTHENTICATION - 10)
public class RateLimits implements ContainerRequestFilter, ContainerResponseFilter {
    private static final String STATE = "foyer.rate-limit";

    private static final int SIGN_INS_PER_MINUTE = 120;

    @Context
    private HttpServletRequest servletRequest;

    @Context
    private ResourceInfo resource;

    @Inject
    private Limiters limiters;

    /** The limiters of this node. */
    @ApplicationScoped
    static class Limiters {
        private RateLimiter visitors;
        private RateLimiter callers;
        private RateLimiter strangers;
        private RateLimiter signIns;

        @SuppressWarnings("NullAway.Init") // for the client proxy
        protected Limiters() {}

        @Inject
        Limiters(
                @ConfigProperty(name = "foyer.visitor.rate.limit", defaultValue = "120") int visitorsPerMinute,
                @ConfigProperty(name = "foyer.api.rate.limit", defaultValue = "1200") int callersPerMinute) {
            this.visitors = new RateLimiter("visitors", "visitor", visitorsPerMinute);
            this.callers = new RateLimiter("callers", "api", callersPerMinute);
            this.strangers = new RateLimiter("strangers", "api", callersPerMinute);
            // checking a password is made to be costly, so it is rarer than anything else
            this.signIns = new RateLimiter("sign-ins", "sign-in", Math.min(callersPerMinute, SIGN_INS_PER_MINUTE));
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

        RateLimiter signIns() {
            return signIns;
        }

        private List<RateLimiter> all() {
            return List.of(visitors, callers, strangers, signIns);
        }

        boolean any() {
            return all().stream().anyMatch(RateLimiter::limits);
        }

        /** See {@link RateLimiter#spentHere}; the key tells the limiter too. */
        Map<String, Long> spentHere() {
            var spent = new HashMap<String, Long>();
            for (var limiter : all()) {
                limiter.spentHere().forEach((caller, amount) -> spent.put(limiter.name() + "/" + caller, amount));
            }
            return spent;
        }

        /** Takes off what was spent on other nodes. */
        void spentElsewhere(Map<String, Long> amounts) {
            for (var limiter : all()) {
                var prefix = limiter.name() + "/";
                amounts.forEach((key, amount) -> {
                    if (limiter.limits() && key.startsWith(prefix)) {
                        limiter.spentElsewhere(key.substring(prefix.length()), amount);
                    }
                });
            }
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
            if (principal != null && !Routes.isVisitorApi(request)) {
                spend(request, limiters.callers(), principal.getName());
            }
        }
    }

    @Override
    public void filter(ContainerRequestContext request) {
        if (Routes.isVisitorApi(request)) {
            spend(request, limiters.visitors(), ClientAddress.of(servletRequest));
        } else if (resource.getResourceMethod().isAnnotationPresent(Open.class)) {
            spend(request, limiters.signIns(), ClientAddress.of(servletRequest));
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (response.getStatus() == Status.UNAUTHORIZED.getStatusCode()
                && request.getProperty(STATE) == null
                && limiters.strangers().limits()) {
            var strangers = limiters.strangers();
            var spent = strangers.spend(ClientAddress.of(servletRequest));
            request.setProperty(STATE, new State(strangers, spent));
            if (!spent.allowed()) {
                var refusal = tooMany();
                response.setStatus(refusal.getStatus());
                response.setEntity(refusal.getEntity());
            }
        }
        if (request.getProperty(STATE) instanceof State state) {
            var headers = response.getHeaders();
            headers.putSingle("RateLimit-Policy", state.limiter().policyHeader());
            headers.putSingle("RateLimit", state.limiter().stateHeader(state.spent()));
            // what else is refused as too much says itself how long to wait
            if (response.getStatus() == Status.TOO_MANY_REQUESTS.getStatusCode()
                    && !state.spent().allowed()) {
                headers.putSingle(
                        HttpHeaders.RETRY_AFTER, Math.max(1, state.spent().retrySeconds()));
            }
        }
    }

    private static void spend(ContainerRequestContext request, RateLimiter limiter, String caller) {
        if (!limiter.limits()) {
            return;
        }
        var spent = limiter.spend(caller);
        request.setProperty(STATE, new State(limiter, spent));
        if (!spent.allowed()) {
            request.abortWith(tooMany());
        }
    }

    private static Response tooMany() {
        return Problem.of(
                        ProblemType.TOO_MANY_REQUESTS,
                        "The limit of requests a minute is reached; the Retry-After header says when to go on.")
                .response();
    }

    private record State(RateLimiter limiter, RateLimiter.Spent spent) {}
}
