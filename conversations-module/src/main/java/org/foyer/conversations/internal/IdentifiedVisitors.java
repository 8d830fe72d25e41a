package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.UUID;

/** Adds identified visitors, each in a transaction of its own: one who is there already must not spoil the caller's. */
@ApplicationScoped
class IdentifiedVisitors {
    private ConversationRepository conversations;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected IdentifiedVisitors() {}

    @Inject
    IdentifiedVisitors(ConversationRepository conversations) {
        this.conversations = conversations;
    }

    /** Fails if there is one of this user. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void add(UUID workspaceId, UUID agentId, String userId, Instant now) {
        conversations.addNow(Visitor.identified(workspaceId, agentId, userId, now));
    }
}
