package org.foyer.api.security;

import jakarta.annotation.Priority;
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

/**
 * Lets the widget call the visitor API from a company's own site. Credentials are a token in a header, never a cookie,
 * so any origin may try; an agent's allowed origins are held when a conversation is opened.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION - 100)
public class Cors implements ContainerRequestFilter, ContainerResponseFilter {
    @Override
    public void filter(ContainerRequestContext request) {
        if (Routes.isVisitorApi(request)
                && request.getMethod().equals(HttpMethod.OPTIONS)
                && request.getHeaderString("Access-Control-Request-Method") != null) {
            request.abortWith(Response.noContent()
                    .header("Access-Control-Allow-Methods", "GET, POST")
                    .header(
                            "Access-Control-Allow-Headers",
                            "Authorization, Content-Type, Idempotency-Key, Last-Event-ID, Accept")
                    .header("Access-Control-Max-Age", "7200")
                    .build());
        }
    }

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        if (Routes.isVisitorApi(request)) {
            var headers = response.getHeaders();
            headers.putSingle("Access-Control-Allow-Origin", "*");
            headers.putSingle(
                    "Access-Control-Expose-Headers",
                    "RateLimit, RateLimit-Policy, Retry-After, Idempotent-Replayed, Location");
            headers.putSingle(HttpHeaders.CACHE_CONTROL, "no-store");
        }
    }
}
