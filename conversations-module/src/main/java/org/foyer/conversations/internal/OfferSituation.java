package org.foyer.conversations.internal;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Everything that may bear on one decision of the {@link OfferPolicy}, as plain values.
 *
 * @param candidates the agent's actions in their order, each with what the engine proposed for it
 * @param visitorTurn the number of this visitor message in the conversation, from 1
 * @param refusal what this very message refuses
 * @param declined whether the visitor refused earlier and has not accepted a question since
 * @param pendingQuestion the agent's unanswered question and what this turn says to it
 * @param offersHere the earlier offers of this conversation, in any order
 * @param offersToVisitor when this visitor was offered something, in this and other conversations
 * @param knownFields the names of the fields whose values are known of this visitor
 */
record OfferSituation(
        List<ActionState> candidates,
        int visitorTurn,
        Instant now,
        RefusalKind refusal,
        boolean declined,
        @Nullable PendingQuestion pendingQuestion,
        List<PastOffer> offersHere,
        List<Instant> offersToVisitor,
        Set<String> knownFields) {

    OfferSituation {
        candidates = List.copyOf(candidates);
        offersHere = List.copyOf(offersHere);
        offersToVisitor = List.copyOf(offersToVisitor);
        knownFields = Set.copyOf(knownFields);
    }

    /** An action of the agent: whether and how it may be offered, the fields it asks, and the engine's proposal. */
    record ActionState(
            UUID id,
            String name,
            boolean enabled,
            OfferMode mode,
            Sensitivity sensitivity,
            List<String> askedFields,
            @Nullable Proposal proposal) {

        ActionState {
            askedFields = List.copyOf(askedFields);
            if (askedFields.isEmpty()) {
                throw new IllegalArgumentException("an action asks at least one field: " + name);
            }
        }

        /** Whether the proposal is enough for a question only. */
        boolean unsure() {
            return proposal != null && proposal.score() < sensitivity.threshold();
        }
    }

    /**
     * A question asked at a visitor turn. {@code typed} tells a typed answer from a pressed button: a typed "yes" means
     * the question only in the very next message.
     */
    record PendingQuestion(UUID actionId, int askedAtTurn, Answer answer, boolean typed) {}

    /**
     * A form or a question shown earlier in this conversation. {@code closedAt} and {@code closedAtTurn} say when it
     * was closed; an open one has neither.
     */
    record PastOffer(
            Offer kind,
            Outcome outcome,
            int offeredAtTurn,
            @Nullable Instant closedAt,
            int closedAtTurn) {

        PastOffer {
            if (kind == Offer.NONE) {
                throw new IllegalArgumentException("nothing was offered");
            }
        }

        static PastOffer open(Offer kind, int offeredAtTurn) {
            return new PastOffer(kind, Outcome.OPEN, offeredAtTurn, null, 0);
        }

        static PastOffer closed(Offer kind, Outcome outcome, int offeredAtTurn, Instant closedAt, int closedAtTurn) {
            return new PastOffer(kind, outcome, offeredAtTurn, closedAt, closedAtTurn);
        }
    }

    /**
     * How an offer ended. OPEN covers offered, seen and started forms and unanswered questions; DISMISSED also a
     * question answered no; ACCEPTED is a question answered yes, whose form is an offer of its own.
     */
    enum Outcome {
        OPEN,
        SUBMITTED,
        ACCEPTED,
        DISMISSED,
        EXPIRED
    }
}
