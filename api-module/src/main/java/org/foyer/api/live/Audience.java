package org.foyer.api.live;

import java.util.UUID;
import org.foyer.contracts.conversations.LiveEntry;
import org.jspecify.annotations.Nullable;

/** Whom a stream is for, and thereby what it tells. */
sealed interface Audience {
    /** Whether this audience may be told at all; of whose agent it is shows only when it is read. */
    boolean concerns(LiveEntry entry);

    /** The team, or a program whose API key may be bound to one agent. */
    record OfTeam(UUID workspaceId, @Nullable UUID agentId) implements Audience {
        @Override
        public boolean concerns(LiveEntry entry) {
            return entry.workspaceId().equals(workspaceId);
        }

        boolean reaches(UUID agent) {
            return agentId == null || agentId.equals(agent);
        }
    }

    /** The visitor of one conversation. */
    record OfVisitor(UUID workspaceId, UUID conversationId) implements Audience {
        @Override
        public boolean concerns(LiveEntry entry) {
            return conversationId.equals(entry.conversationId()) && entry.concernsVisitor();
        }
    }
}
