package org.foyer.conversations.internal;

/** How readily an action is proposed: the score, between 0 and 1, from which an engine proposes it. */
enum Sensitivity {
    EAGER(.20),
    BALANCED(.40),
    CAREFUL(.60);

    private final double threshold;

    Sensitivity(double threshold) {
        this.threshold = threshold;
    }

    double threshold() {
        return threshold;
    }
}
