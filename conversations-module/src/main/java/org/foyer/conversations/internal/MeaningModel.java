package org.foyer.conversations.internal;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.foyer.conversations.internal.Exemplars.Exemplar;
import org.foyer.conversations.internal.Exemplars.Vector;
import org.foyer.conversations.internal.LogisticRegression.Example;
import org.jspecify.annotations.Nullable;

/**
 * Tells how much a message sounds like those on which one action is meant to be offered: a logistic regression over
 * sentence vectors, and the margin by which the message lies nearer to such messages than to others. The exemplars come
 * with Foyer, chosen by the concepts of the action's description; the operator's own examples count for more.
 */
final class MeaningModel {
    /**
     * How sure it is and what the message is most like.
     *
     * @param score on the scale of {@link Sensitivity}, 0 to {@link #HIGHEST}
     * @param concept null if the nearest is the operator's own example
     */
    record Reading(double score, Exemplar nearest, @Nullable Concept concept) {}

    /** Below the score of a rule: what merely sounds like a request never outranks one. */
    static final double HIGHEST = .94;

    private static final double PENALTY = .003;
    private static final double OPERATORS_WEIGHT = 3;
    private static final double TAUGHT_BONUS = .20;
    private static final int WELL_TAUGHT = 10;
    private static final double FRAGMENT_MALUS = .05;

    private final List<Exemplar> positive;
    private final List<Exemplar> negative;
    private final LogisticRegression regression;
    private final double bonus;

    private MeaningModel(
            List<Exemplar> positive, List<Exemplar> negative, LogisticRegression regression, double bonus) {
        this.positive = positive;
        this.negative = negative;
        this.regression = regression;
        this.bonus = bonus;
    }

    /** Trained for one action; empty if there is nothing that it could be told by. */
    static Optional<MeaningModel> of(
            CompiledDescription description, Exemplars exemplars, List<Exemplar> offer, List<Exemplar> dontOffer) {
        var positive = new ArrayList<>(offer);
        for (var concept : description.concepts()) {
            positive.addAll(exemplars.of(concept));
        }
        if (positive.isEmpty()) {
            return Optional.empty();
        }
        var negative = new ArrayList<>(dontOffer);
        negative.addAll(exemplars.ofNothing());
        for (var concept : Concept.values()) {
            // What only a person can give may be a request for one, or not: the rest is certainly none.
            if (!description.coversRequest(concept) && !concept.isRequest()
                    || description.excluded().contains(concept)) {
                negative.addAll(exemplars.of(concept));
            }
        }
        var examples = new ArrayList<Example>();
        add(examples, positive, true, offer.size());
        add(examples, negative, false, dontOffer.size());
        return Optional.of(new MeaningModel(
                positive, negative, new LogisticRegression(examples, PENALTY), bonus(offer.size(), positive.size())));
    }

    // Ten examples cover less of what is meant than our exemplars of a concept do: what is meant scores lower, and so
    // does
    // everything else. Measured on the vague triggers of benchmarks/timing: without it recall is .49 and no offer is
    // false.
    private static double bonus(int own, int all) {
        var weight = OPERATORS_WEIGHT * own;
        return TAUGHT_BONUS * Math.min(1.0, (double) own / WELL_TAUGHT) * weight / (weight + all - own);
    }

    private static void add(List<Example> examples, List<Exemplar> exemplars, boolean positive, int operators) {
        for (var i = 0; i < exemplars.size(); i++) {
            examples.add(new Example(exemplars.get(i).vector(), positive, i < operators ? OPERATORS_WEIGHT : 1));
        }
    }

    /** The reading of a message, given as the vectors of the whole text, first, and of its parts. */
    Reading read(List<Vector> texts) {
        var best = Double.NEGATIVE_INFINITY;
        var at = texts.get(0);
        for (var i = 0; i < texts.size(); i++) {
            var raw = raw(texts.get(i)) - (i == 0 ? 0 : FRAGMENT_MALUS);
            if (raw > best) {
                best = raw;
                at = texts.get(i);
            }
        }
        var where = at;
        var nearest = positive.stream()
                .max(Comparator.comparingDouble(exemplar -> exemplar.vector().cosine(where)))
                .orElseThrow();
        return new Reading(onTheScale(best + bonus), nearest, nearest.concept());
    }

    private double raw(Vector text) {
        return regression.logit(text) / 4 + 1.5 * (nearness(positive, text) - nearness(negative, text));
    }

    private static double nearness(List<Exemplar> exemplars, Vector text) {
        return exemplars.stream()
                .mapToDouble(exemplar -> exemplar.vector().cosine(text))
                .boxed()
                .sorted(Comparator.reverseOrder())
                .limit(3)
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
    }

    // Measured: a raw .20 is worth a question and lies at .25, a raw .30 is worth the form and lies at .40.
    private static double onTheScale(double raw) {
        return Math.max(0, Math.min(HIGHEST, .25 + (raw - .20) * 1.5));
    }
}
