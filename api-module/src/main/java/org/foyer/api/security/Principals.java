package org.foyer.api.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.SecurityContext;
import java.security.Principal;
import java.util.Optional;
import org.foyer.contracts.conversations.VisitorIdentity;
import org.foyer.contracts.workspace.Caller;

/** Carries who calls from the filters to the resources, as the request's principal. */
public final class Principals {
    private static final String CALLER = "foyer.caller";

    private Principals() {}

    /** The caller of a management method that {@link Requires} a scope or is {@link ForMember}. */
    public static Caller caller(SecurityContext security) {
        return ((CallerPrincipal) security.getUserPrincipal()).caller();
    }

    /** The caller of the request under way, for what stands around resource methods. */
    public static Caller caller(HttpServletRequest request) {
        return (Caller) request.getAttribute(CALLER);
    }

    /** The visitor of a method {@link ForVisitor}. */
    public static VisitorIdentity visitor(SecurityContext security) {
        return ((VisitorPrincipal) security.getUserPrincipal()).visitor();
    }

    /** The visitor, where it is one who calls. */
    static Optional<VisitorIdentity> visitorOf(SecurityContext security) {
        return security.getUserPrincipal() instanceof VisitorPrincipal principal
                ? Optional.of(principal.visitor())
                : Optional.empty();
    }

    static void set(ContainerRequestContext request, Caller caller) {
        request.setProperty(CALLER, caller); // in a servlet container an attribute of the servlet request too
        request.setSecurityContext(new Identified(new CallerPrincipal(caller), request.getSecurityContext()));
    }

    static void set(ContainerRequestContext request, VisitorIdentity visitor) {
        request.setSecurityContext(new Identified(new VisitorPrincipal(visitor), request.getSecurityContext()));
    }

    private record CallerPrincipal(Caller caller) implements Principal {
        @Override
        public String getName() {
            return String.valueOf(caller.apiKeyId() == null ? caller.memberId() : caller.apiKeyId());
        }
    }

    private record VisitorPrincipal(VisitorIdentity visitor) implements Principal {
        @Override
        public String getName() {
            return visitor.visitorId().toString();
        }
    }

    private record Identified(Principal principal, SecurityContext before) implements SecurityContext {
        @Override
        public Principal getUserPrincipal() {
            return principal;
        }

        @Override
        public boolean isUserInRole(String role) {
            return false;
        }

        @Override
        public boolean isSecure() {
            return before.isSecure();
        }

        @Override
        public String getAuthenticationScheme() {
            return "Bearer";
        }
    }
}
