package org.foyer.conversations.internal;

import java.util.List;

/**
 * One visitor message to be answered, with all that an engine may know for it. {@code history} is oldest first and
 * does not contain {@code text}; {@code actions} are the agent's enabled ones in their order; {@code knowledge} is what
 * retrieval found for {@code text}, best first.
 */
record Turn(
        String agentName,
        String locale,
        List<OfferableAction> actions,
        List<TranscriptEntry> history,
        String text,
        List<KnowledgeHit> knowledge) {

    Turn {
        actions = List.copyOf(actions);
        history = List.copyOf(history);
        knowledge = List.copyOf(knowledge);
    }

    /** A turn for which nothing was looked up. */
    Turn(String agentName, String locale, List<OfferableAction> actions, List<TranscriptEntry> history, String text) {
        this(agentName, locale, actions, history, text, List.of());
    }
}
