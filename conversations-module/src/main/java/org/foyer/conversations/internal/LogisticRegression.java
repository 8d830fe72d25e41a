package org.foyer.conversations.internal;

import java.util.List;
import org.foyer.conversations.internal.Exemplars.Vector;

/**
 * A logistic regression over sentence vectors, trained in a few milliseconds. Both classes weigh the same however many
 * examples each has; the training is plain gradient descent from zero, so that the same examples always give the same
 * model.
 */
final class LogisticRegression {
    private static final int STEPS = 300;
    private static final double RATE = 4;

    private final double[] weights;
    private double bias;

    /** An example; {@code weight} says how much it counts beside the others of its class. */
    record Example(Vector vector, boolean positive, double weight) {}

    LogisticRegression(List<Example> examples, double penalty) {
        this.weights = new double[examples.get(0).vector().size()];
        var positive = total(examples, true);
        var negative = total(examples, false);
        for (var step = 0; step < STEPS; step++) {
            var slope = new double[weights.length];
            var biasSlope = 0.0;
            for (var example : examples) {
                var share = example.weight() / (example.positive() ? positive : negative) / 2;
                var error = share * (probability(example.vector()) - (example.positive() ? 1 : 0));
                for (var j = 0; j < slope.length; j++) {
                    slope[j] += error * example.vector().at(j);
                }
                biasSlope += error;
            }
            for (var j = 0; j < weights.length; j++) {
                weights[j] -= RATE * (slope[j] + penalty * weights[j]);
            }
            bias -= RATE * biasSlope;
        }
    }

    private static double total(List<Example> examples, boolean positive) {
        return examples.stream()
                .filter(example -> example.positive() == positive)
                .mapToDouble(Example::weight)
                .sum();
    }

    /** The log odds. */
    double logit(Vector vector) {
        var sum = bias;
        for (var j = 0; j < weights.length; j++) {
            sum += weights[j] * vector.at(j);
        }
        return sum;
    }

    private double probability(Vector vector) {
        return 1 / (1 + Math.exp(-logit(vector)));
    }
}
