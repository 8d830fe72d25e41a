package org.foyer.conversations.internal;

import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.foyer.contracts.actions.CreatedIdentitySecret;
import org.foyer.contracts.actions.IdentitySecrets;

/** Takes the hash that {@link #hash} makes for the same agent and user, and no other. */
final class FakeIdentitySecrets implements IdentitySecrets {
    private final Set<UUID> rotated = ConcurrentHashMap.newKeySet();

    static String hash(UUID agentId, String userId) {
        return "proof of " + userId + " at " + agentId;
    }

    void rotate(UUID agentId) {
        rotated.add(agentId);
    }

    @Override
    public boolean proves(UUID agentId, String userId, String userHash) {
        return !rotated.contains(agentId) && userHash.equals(hash(agentId, userId));
    }

    @Override
    public CreatedIdentitySecret rotate(UUID workspaceId, UUID agentId, Map<String, Object> body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Instant madeAt(UUID workspaceId, UUID agentId) {
        throw new UnsupportedOperationException();
    }
}
