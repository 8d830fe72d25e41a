package org.foyer.contracts.workspace;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A member as others of the workspace see them, or somebody invited to become one.
 *
 * @param name empty until an invitation is accepted
 * @param createdAt when they joined, or were invited
 * @param expiresAt when the invitation ends; null for a member
 */
public record MemberView(
        UUID id,
        String email,
        String name,
        Role role,
        Status status,
        Instant createdAt,
        @Nullable Instant expiresAt) {

    /** Whether it is a member yet. */
    public enum Status {
        ACTIVE,
        INVITED,
        /** Invited, but the link does not hold any more. */
        EXPIRED
    }

    /** Somebody who has joined. */
    public MemberView(UUID id, String email, String name, Role role, Instant createdAt) {
        this(id, email, name, role, Status.ACTIVE, createdAt, null);
    }
}
