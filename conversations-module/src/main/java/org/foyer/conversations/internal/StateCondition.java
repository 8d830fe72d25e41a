package org.foyer.conversations.internal;

import java.util.EnumSet;
import java.util.Set;

/**
 * A state of the conversation that an operator's description names as the moment to offer.
 *
 * @param turns how many messages of the visitor, for {@link Kind#AFTER_N_TURNS}; 0 for the others
 * @param about what the question or the conversation must have been about; anything if empty
 */
record StateCondition(Kind kind, int turns, Set<Concept> about) {
    enum Kind {
        /** The agent has answered a question. */
        AFTER_ANSWER,
        /** The agent could not answer a question. */
        UNANSWERED,
        /** The visitor typed an e-mail address or a phone number. */
        CONTACT_DATA_GIVEN,
        /** The visitor has written so many messages. */
        AFTER_N_TURNS
    }

    StateCondition {
        var copy = EnumSet.noneOf(Concept.class);
        copy.addAll(about);
        about = Set.copyOf(copy);
    }

    /** How it is named to an operator. */
    String label() {
        return switch (kind) {
            case AFTER_ANSWER -> "after an answer";
            case UNANSWERED -> "a question without an answer";
            case CONTACT_DATA_GIVEN -> "contact details typed";
            case AFTER_N_TURNS -> "after " + turns + (turns == 1 ? " message" : " messages");
        };
    }
}
