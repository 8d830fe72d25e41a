package org.foyer.webhooks.internal;

import jakarta.inject.Inject;
import jakarta.transaction.TransactionScoped;
import java.io.Serializable;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Whether anybody listens in a workspace. Asked of the database once a transaction, which may fire thousands of events, as
 * that of an import does; kept no longer, since another node may add an endpoint at any time.
 */
@TransactionScoped
class Audience implements Serializable {
    private static final long serialVersionUID = 1L;

    private final Map<UUID, Boolean> listens = new HashMap<>();
    private transient EndpointRepository endpoints;

    @Inject
    Audience(EndpointRepository endpoints) {
        this.endpoints = endpoints;
    }

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected Audience() {}

    boolean listens(UUID workspaceId) {
        return listens.computeIfAbsent(workspaceId, endpoints::hasListening);
    }
}
