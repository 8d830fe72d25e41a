package org.foyer.api.security;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.foyer.contracts.conversations.Chat;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.workspace.Access;
import org.foyer.contracts.workspace.Caller;
import org.foyer.platform.id.Ids;
import org.foyer.platform.secret.Secrets;

/**
 * Holds every method to the one rule it carries: {@link Requires}, {@link ForMember},
 * {@link ForVisitor} or {@link Open}. A method without
 * a rule is closed to everybody.
 */
@Provider
@Priority(Priorities.AUTHENTICATION)
public class Guard implements ContainerRequestFilter {
    private static final Set<String> SAFE = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

    @Context
    private ResourceInfo resource;

    @Inject
    private Access access;

    @Inject
    private Chat chat;

    @Override
    public void filter(ContainerRequestContext request) {
        var method = resource.getResourceMethod();
        // what OPTIONS tells is in the public documentation anyway
        if (method == null
                || method.isAnnotationPresent(Open.class)
                || request.getMethod().equals(HttpMethod.OPTIONS)) {
            return;
        }
        var requires = method.getAnnotation(Requires.class);
        if (requires != null) {
            var caller = caller(request);
            Principals.set(request, caller);
            if (!caller.may(requires.value())) {
                throw Refusal.of(
                        Refusal.Kind.FORBIDDEN,
                        "This needs the scope " + requires.value().name().toLowerCase(Locale.ROOT) + ".");
            }
        } else if (method.isAnnotationPresent(ForMember.class)) {
            var caller = caller(request);
            Principals.set(request, caller);
            if (caller.memberId() == null) {
                throw Refusal.of(Refusal.Kind.FORBIDDEN, "This is for members in a session, not for API keys.");
            }
        } else if (method.isAnnotationPresent(ForVisitor.class)) {
            var token = Credentials.bearer(Credentials.authorization(request));
            Principals.set(request, chat.visitor(token == null ? "" : token));
        } else {
            throw Refusal.of(Refusal.Kind.FORBIDDEN, "Nobody may do this.");
        }
    }

    private Caller caller(ContainerRequestContext request) {
        var authorization = Credentials.authorization(request);
        if (authorization != null) {
            return Optional.ofNullable(Credentials.bearer(authorization))
                    .flatMap(access::byApiKey)
                    .orElseThrow(() -> unauthenticated("The API key is unknown or revoked."));
        }
        var session = Credentials.session(request);
        if (session == null) {
            throw unauthenticated("An API key (Authorization: Bearer …) or a session is needed.");
        }
        var workspace = request.getHeaderString(Credentials.WORKSPACE_HEADER);
        var workspaceId =
                workspace == null ? null : Ids.parse(workspace).orElseThrow(() -> Refusal.notFound("workspace"));
        var caller = access.bySession(session, workspaceId)
                .orElseThrow(() -> unauthenticated("The session has ended, or is not one of this workspace."));
        requireCsrfToken(request, caller);
        return caller;
    }

    private static void requireCsrfToken(ContainerRequestContext request, Caller caller) {
        if (SAFE.contains(request.getMethod())) {
            return;
        }
        var sent = request.getHeaderString(Credentials.CSRF_HEADER);
        var expected = caller.csrfToken();
        if (sent == null || expected == null || !Secrets.same(sent, expected)) {
            throw Refusal.of(
                    Refusal.Kind.FORBIDDEN,
                    "A write with a session needs its token in " + Credentials.CSRF_HEADER + ".");
        }
    }

    private static Refusal unauthenticated(String message) {
        return Refusal.of(Refusal.Kind.UNAUTHENTICATED, message);
    }
}
