package org.foyer.contracts.actions;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * The secrets by which a company's site proves who its visitors are: {@code user_hash} is the lower-case hexadecimal
 * HMAC-SHA256 of {@code user_id} under the agent's secret. An agent has none until one is made. A foreign agent is
 * NOT_FOUND.
 */
public interface IdentitySecrets {
    /**
     * Makes the agent's secret, or another in its place: from then on hashes made with the old one prove nothing.
     *
     * @param body must be empty
     */
    CreatedIdentitySecret rotate(UUID workspaceId, UUID agentId, Map<String, Object> body);

    /** When the present secret was made; NOT_FOUND where there is none. */
    Instant madeAt(UUID workspaceId, UUID agentId);

    /** Whether the hash is this user's under the agent's present secret. Takes the same time for every wrong hash. */
    boolean proves(UUID agentId, String userId, String userHash);
}
