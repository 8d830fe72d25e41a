package org.foyer.contracts.workspace;

import java.util.UUID;

/** A member as others of the workspace see them. */
public record MemberView(UUID id, String email, String name, Role role) {}
