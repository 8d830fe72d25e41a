package org.foyer.conversations.internal;

import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An operator's description as the engine understood it: the concepts it names, those it rules out, the states of the
 * conversation it waits for, and the clauses in which nothing was recognised, in the operator's words.
 *
 * @param awaited concepts among those named that count only once such a question was answered
 */
record CompiledDescription(
        Set<Concept> concepts,
        Set<Concept> excluded,
        Set<Concept> awaited,
        List<StateCondition> conditions,
        List<String> notUnderstood) {

    private static final Set<Concept> FOLLOWED_UP = EnumSet.of(Concept.QUOTE, Concept.DEMO, Concept.APPOINTMENT);

    CompiledDescription {
        concepts = ordered(concepts);
        excluded = ordered(excluded);
        awaited = ordered(awaited);
        conditions = List.copyOf(conditions);
        notUnderstood = List.copyOf(notUnderstood);
    }

    CompiledDescription(Set<Concept> concepts, Set<Concept> excluded, List<String> notUnderstood) {
        this(concepts, excluded, Set.of(), List.of(), notUnderstood);
    }

    /** What was understood, in words for an operator. */
    List<String> labels() {
        return Stream.concat(
                        concepts.stream().map(Concept::label),
                        conditions.stream().map(StateCondition::label))
                .distinct()
                .toList();
    }

    /** Whether a message about the concept has to wait for an answer; of no concept: whether all do. */
    boolean awaits(@Nullable Concept concept) {
        return concept == null ? !concepts.isEmpty() && awaited.containsAll(concepts) : awaited.contains(concept);
    }

    private static Set<Concept> ordered(Set<Concept> concepts) {
        var copy = EnumSet.noneOf(Concept.class);
        copy.addAll(concepts);
        return Collections.unmodifiableSet(copy);
    }

    /**
     * Whether an outright request for the concept is meant. Where a person follows up anyway, that includes what only a
     * person can give: a quote, a demo, an appointment.
     */
    boolean coversRequest(Concept concept) {
        var followsUp = concepts.contains(Concept.CALL_BACK) || concepts.contains(Concept.HUMAN);
        return concepts.contains(concept) || (followsUp && FOLLOWED_UP.contains(concept));
    }

    /** Whether a message that is merely about the concept is meant: only if the description names it. */
    boolean coversSignal(Concept concept) {
        return concepts.contains(concept);
    }
}
