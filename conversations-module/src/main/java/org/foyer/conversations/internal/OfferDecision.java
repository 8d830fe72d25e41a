package org.foyer.conversations.internal;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What is offered on a turn and why, as it is shown to the operator.
 *
 * @param actionId the action it is about, also when nothing is offered; null when none was proposed
 * @param fieldsToAsk the fields the form asks, in the action's order without those known; empty when all are known and
 *     on turns that are about no action
 * @param reason one plain English sentence
 */
record OfferDecision(
        Offer offer,
        @Nullable UUID actionId,
        List<String> fieldsToAsk,
        OfferRule rule,
        String reason,
        double score,
        @Nullable Concept concept,
        @Nullable String nearestExample) {

    OfferDecision {
        fieldsToAsk = List.copyOf(fieldsToAsk);
    }

    /** The same, with the reason why nothing was proposed where that is the engine's. */
    OfferDecision explained(EngineReply reply) {
        return rule == OfferRule.NO_PROPOSAL && reply.unread()
                ? new OfferDecision(
                        offer,
                        actionId,
                        fieldsToAsk,
                        rule,
                        "The message is in a language that this engine does not read, so it proposed nothing.",
                        score,
                        concept,
                        nearestExample)
                : this;
    }

    /** Whether the message was taken for the answer to a question of the agent. */
    boolean answersQuestion() {
        return rule == OfferRule.ACCEPTED || rule == OfferRule.ANSWERED_NO;
    }

    /** Whether the visitor counts as having declined from now on. */
    boolean recordsRefusal() {
        return rule == OfferRule.REFUSED_NOW;
    }

    /** Whether an earlier refusal no longer holds. */
    boolean liftsRefusal() {
        return rule == OfferRule.ACCEPTED;
    }
}
