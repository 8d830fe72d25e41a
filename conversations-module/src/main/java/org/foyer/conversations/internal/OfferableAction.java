package org.foyer.conversations.internal;

import java.util.List;
import java.util.UUID;

/**
 * An action as an engine sees it: what it is for, in the operator's words, and how readily it may be proposed. The
 * examples are visitor messages on which the operator wants it offered, or not offered.
 */
record OfferableAction(
        UUID id,
        String kind,
        String name,
        String description,
        OfferMode mode,
        Sensitivity sensitivity,
        List<String> offerExamples,
        List<String> dontOfferExamples) {

    OfferableAction {
        offerExamples = List.copyOf(offerExamples);
        dontOfferExamples = List.copyOf(dontOfferExamples);
    }
}
