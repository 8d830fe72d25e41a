package org.foyer.contracts.actions;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * The language model of an agent. An agent that sets up none has the installation's, if there is one, and else the
 * embedded engine alone. A foreign agent is NOT_FOUND.
 *
 * <p>The key is kept sealed and is never readable again. It belongs to the server it was given for: where the base URL
 * comes to name another one, the key is forgotten unless it is given anew, so that nobody can have it sent elsewhere. Base
 * URLs may name private and loopback addresses, where models of one's own run, but no link-local one and no cloud
 * metadata service.
 */
public interface LanguageModels {
    LanguageModelView get(UUID workspaceId, UUID agentId);

    /**
     * Sets it up.
     *
     * @param body {@code base_url} and {@code model} (absent or null: the installation's), {@code api_key} (absent: as it
     *     is; null: none) and {@code enabled} (default true)
     */
    LanguageModelView put(UUID workspaceId, UUID agentId, Map<String, Object> body);

    /** What is to answer the agent's turns now; empty for the embedded engine. */
    Optional<ModelEndpoint> endpointOf(UUID agentId);

    /**
     * What {@link #put} would set up, switched on, with what is set up already where the body names nothing. Stores nothing.
     */
    ModelEndpoint candidate(UUID workspaceId, UUID agentId, Map<String, Object> body);
}
