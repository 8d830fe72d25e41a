package org.foyer.contracts.workspace;

import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who acts on the management API: a signed-in member or an API key, always in exactly one workspace.
 *
 * @param memberId the signed-in member, null for an API key
 * @param apiKeyId the API key, null for a member
 * @param agentId the single agent the API key is bound to, null where the whole workspace is open
 * @param installationOwner whether this member may make workspaces
 * @param csrfToken what a member must send back on writes, null for an API key
 * @param role the member's role in the workspace, null for an API key
 * @param sessionId the session the member acts in, null for an API key
 */
public record Caller(
        UUID workspaceId,
        @Nullable UUID memberId,
        @Nullable UUID apiKeyId,
        Set<Scope> scopes,
        @Nullable UUID agentId,
        boolean installationOwner,
        @Nullable String csrfToken,
        @Nullable Role role,
        @Nullable UUID sessionId) {

    /** An API key, or a member whose role and session don't matter. */
    public Caller(
            UUID workspaceId,
            @Nullable UUID memberId,
            @Nullable UUID apiKeyId,
            Set<Scope> scopes,
            @Nullable UUID agentId,
            boolean installationOwner,
            @Nullable String csrfToken) {
        this(workspaceId, memberId, apiKeyId, scopes, agentId, installationOwner, csrfToken, null, null);
    }

    public boolean may(Scope scope) {
        return scopes.contains(scope);
    }

    /** Whether this agent's things are within reach: always, unless the key is bound to another agent. */
    public boolean reaches(UUID agent) {
        return agentId == null || agentId.equals(agent);
    }

    /** Who it is, as histories and the audit trail keep it: {@code member:<id>} or {@code api-key:<id>}. */
    public String actor() {
        return memberId == null ? "api-key:" + apiKeyId : member(memberId);
    }

    /** A member as an actor. */
    public static String member(UUID memberId) {
        return "member:" + memberId;
    }

    /** Without the secret: it must not reach a log. */
    @Override
    public String toString() {
        return "Caller[workspace=" + workspaceId + ", member=" + memberId + ", apiKey=" + apiKeyId + "]";
    }
}
