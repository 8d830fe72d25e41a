package org.foyer.contracts.conversations;

import java.util.List;
import java.util.UUID;

/** The team's side of conversations. A foreign conversation is NOT_FOUND. */
public interface Conversations {
    ConversationView get(UUID workspaceId, UUID conversationId);

    /** A decision per visitor message, oldest first. */
    List<DecisionView> decisions(UUID workspaceId, UUID conversationId);

    /** What the agent makes of an action's description, such as "call-back"; empty if nothing was understood. */
    List<String> understoodAs(String description);
}
