package org.foyer.conversations.internal;

/** A language model gave no reply that can be used. Carries our own words only, never the server's. */
final class ModelFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ModelOutcome outcome;

    ModelFailure(ModelOutcome outcome) {
        super(outcome.sentence());
        this.outcome = outcome;
    }

    ModelOutcome outcome() {
        return outcome;
    }
}
