package org.foyer.conversations.internal;

/** How readily an action is offered: the score, between 0 and 1, from which its form is shown. */
enum Sensitivity {
    EAGER(.20),
    BALANCED(.40),
    CAREFUL(.60);

    private static final double ASKS_FROM = .25;

    private final double threshold;

    Sensitivity(double threshold) {
        this.threshold = threshold;
    }

    double threshold() {
        return threshold;
    }

    /** The score from which it is worth a question, when it is not enough for a form. */
    double asksFrom() {
        return Math.min(threshold, ASKS_FROM);
    }
}
