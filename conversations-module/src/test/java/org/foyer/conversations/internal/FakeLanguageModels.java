package org.foyer.conversations.internal;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.foyer.contracts.actions.LanguageModelView;
import org.foyer.contracts.actions.LanguageModels;
import org.foyer.contracts.actions.ModelEndpoint;
import org.jspecify.annotations.Nullable;

/** One language model for every agent, or none: what conversations ask of them, and nothing else. */
final class FakeLanguageModels implements LanguageModels {
    private volatile @Nullable ModelEndpoint endpoint;

    void use(@Nullable ModelEndpoint every) {
        endpoint = every;
    }

    @Override
    public Optional<ModelEndpoint> endpointOf(UUID agentId) {
        return Optional.ofNullable(endpoint);
    }

    @Override
    public LanguageModelView get(UUID workspaceId, UUID agentId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public LanguageModelView put(UUID workspaceId, UUID agentId, Map<String, Object> body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ModelEndpoint candidate(UUID workspaceId, UUID agentId, Map<String, Object> body) {
        throw new UnsupportedOperationException();
    }
}
