package org.foyer.contracts.workspace;

import java.util.Set;

/** A member's standing in a workspace, weakest first. */
public enum Role {
    VIEWER(Set.of(Scope.READ)),
    EDITOR(Set.of(Scope.READ, Scope.WRITE)),
    ADMIN(Set.of(Scope.READ, Scope.WRITE, Scope.ADMIN)),
    OWNER(Set.of(Scope.READ, Scope.WRITE, Scope.ADMIN));

    private final Set<Scope> scopes;

    Role(Set<Scope> scopes) {
        this.scopes = scopes;
    }

    public Set<Scope> scopes() {
        return scopes;
    }
}
