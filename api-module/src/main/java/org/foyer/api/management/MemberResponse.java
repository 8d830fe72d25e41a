package org.foyer.api.management;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.UUID;
import org.foyer.contracts.workspace.MemberView;
import org.jspecify.annotations.Nullable;

/** A member, or somebody invited, on the wire; only the latter's time is limited. */
record MemberResponse(
        UUID id,
        String email,
        String name,
        String role,
        String status,
        Instant createdAt,

        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Instant expiresAt) {
    static MemberResponse of(MemberView member) {
        return new MemberResponse(
                member.id(),
                member.email(),
                member.name(),
                Wire.name(member.role()),
                Wire.name(member.status()),
                member.createdAt(),
                member.expiresAt());
    }
}
