package org.foyer.conversations.internal;

import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What the rules found in one message: concepts the visitor asks for outright ({@code requests}) and concepts the
 * message merely is about ({@code signals}, such as a question about the price), each with the name of the rule; what it
 * refuses; how it reads as an answer; and whether it contains an e-mail address or a phone number.
 */
record RuleHits(
        Map<Concept, String> requests,
        Map<Concept, String> signals,
        RefusalKind refusal,
        Answer answer,
        boolean contactDataGiven) {

    RuleHits {
        requests = ordered(requests);
        signals = ordered(signals);
    }

    private static Map<Concept, String> ordered(Map<Concept, String> hits) {
        var copy = new EnumMap<Concept, String>(Concept.class);
        copy.putAll(hits);
        return Collections.unmodifiableMap(copy);
    }

    boolean refuses() {
        return refusal != RefusalKind.NONE;
    }

    /** All concepts hit, in one way or the other. */
    Set<Concept> concepts() {
        var concepts = EnumSet.noneOf(Concept.class);
        concepts.addAll(requests.keySet());
        concepts.addAll(signals.keySet());
        return concepts;
    }
}
