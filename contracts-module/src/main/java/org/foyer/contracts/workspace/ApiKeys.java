package org.foyer.contracts.workspace;

import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;

/** The API keys of a workspace. */
public interface ApiKeys {
    /**
     * Makes a key.
     *
     * @param body {@code label} (1–100), optional {@code scopes} (default read and write), optional {@code agent_id};
     *     that the agent exists is the caller's to check
     * @throws org.foyer.contracts.refusal.Refusal INVALID; FORBIDDEN when the new key could do more than its maker
     */
    CreatedApiKey create(Caller caller, Map<String, Object> body);

    Page<ApiKeyView> list(UUID workspaceId, PageRequest page);

    /** Ends a key at once; NOT_FOUND where there is none. */
    void revoke(UUID workspaceId, UUID apiKeyId);

    /** Ends the keys that are bound to an agent, in the transaction that deletes it. */
    void revokeOfAgent(UUID workspaceId, UUID agentId);
}
