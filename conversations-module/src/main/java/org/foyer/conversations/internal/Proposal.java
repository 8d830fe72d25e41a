package org.foyer.conversations.internal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An engine's suggestion to offer an action now. {@code score} lies between 0 and 1; {@code explicitRequest} says that
 * the visitor asked for it in so many words; {@code rule} names what spoke for it. Whether anything is offered is the
 * {@link OfferPolicy}'s decision.
 */
record Proposal(
        UUID actionId,
        double score,
        boolean explicitRequest,
        @Nullable Concept concept,
        String rule,
        @Nullable String nearestExample) {

    Proposal {
        if (!(score >= 0 && score <= 1)) {
            throw new IllegalArgumentException("score must lie between 0 and 1: " + score);
        }
    }
}
