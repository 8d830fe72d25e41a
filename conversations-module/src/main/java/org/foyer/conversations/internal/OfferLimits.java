package org.foyer.conversations.internal;

import java.time.Duration;

/**
 * How often a visitor may be offered something unasked. A pause after a "no" holds for the next {@code coolDownTurns}
 * visitor turns and for {@code coolDown}, and ends with whichever ends first: the turns spare a visitor who chats on,
 * the time frees one who comes back much later.
 */
record OfferLimits(int perConversation, int perVisitor, Duration visitorWindow, int coolDownTurns, Duration coolDown) {

    static final OfferLimits DEFAULT = new OfferLimits(2, 3, Duration.ofDays(7), 4, Duration.ofHours(12));

    OfferLimits {
        if (perConversation < 0
                || perVisitor < 0
                || coolDownTurns < 0
                || visitorWindow.isNegative()
                || coolDown.isNegative()) {
            throw new IllegalArgumentException("limits must not be negative");
        }
    }
}
