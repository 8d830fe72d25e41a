package org.foyer.conversations.internal;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.foyer.conversations.internal.OfferSituation.ActionState;
import org.foyer.conversations.internal.OfferSituation.Outcome;
import org.foyer.conversations.internal.OfferSituation.PastOffer;
import org.foyer.conversations.internal.OfferSituation.PendingQuestion;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a form, a question or nothing is offered. It is a pure function of the situation: no clock, no
 * randomness, no memory, so every node decides alike and a decision can be replayed.
 *
 * <p>A conversation is in one of these states, and the first row that applies decides:
 *
 * <pre>
 * state                     turn                                     decision
 * any                       refuses contact or data                  NONE      REFUSED_NOW   (→ declined)
 * question open             yes                                      FORM      ACCEPTED      (→ form open, not declined)
 * question open             no                                       NONE      ANSWERED_NO   (→ cooling down)
 * any                       nothing proposed                         NONE      NO_PROPOSAL
 * any                       only disabled actions proposed           NONE      ACTION_DISABLED
 * form open                 anything proposed                        NONE      FORM_OPEN
 * all fields known          anything proposed                        NONE      ALL_KNOWN
 * declined                  unasked proposal                         NONE      DECLINED
 * declined                  explicit request                         QUESTION  DECLINED
 * question open             explicit request for the same action     FORM      ACCEPTED      (not if declined)
 * question open             any other proposal                       NONE      QUESTION_OPEN
 * cooling down, caps        unasked proposal                         NONE      COOL_DOWN, CONVERSATION_CAP, VISITOR_CAP
 * free                      proposal of an action that asks first    QUESTION  CONFIRM_FIRST
 * free                      proposal that is not sure enough         QUESTION  UNSURE
 * free                      proposal                                 FORM      EXPLICIT_REQUEST or PROPOSED
 * </pre>
 *
 * <p>A yes meets the same obstacles as a proposal, in the same words: the action switched off, a form open, all fields
 * known. With a question open, an explicit request for another action that shows its form at once is followed: the
 * visitor has moved on. Of several proposals the explicit one goes first, then the higher score, then the order of the
 * actions. A conversation's cap counts forms and questions, but an accepted question only as the form it led to.
 */
final class OfferPolicy {

    private static final Comparator<ActionState> RANKING = Comparator.comparing(
                    OfferPolicy::isExplicit, Comparator.reverseOrder())
            .thenComparing(OfferPolicy::score, Comparator.reverseOrder());

    private final OfferLimits limits;

    OfferPolicy(OfferLimits limits) {
        this.limits = limits;
    }

    OfferDecision decide(OfferSituation situation) {
        if (situation.refusal() != RefusalKind.NONE) {
            var reason = situation.refusal() == RefusalKind.NO_DATA
                    ? "The visitor does not want to give their details."
                    : "The visitor does not want to be contacted.";
            return nothing(OfferRule.REFUSED_NOW, reason, best(situation.candidates()), situation);
        }
        var question = situation.pendingQuestion();
        if (question != null && answerTo(question, situation.visitorTurn()) == Answer.YES) {
            return accepted(question, situation);
        }
        if (question != null && answerTo(question, situation.visitorTurn()) == Answer.NO) {
            return nothing(
                    OfferRule.ANSWERED_NO,
                    "The visitor answered no to the question.",
                    action(question, situation).orElse(null),
                    situation);
        }
        var proposed = situation.candidates().stream()
                .filter(candidate -> candidate.proposal() != null)
                .toList();
        if (proposed.isEmpty()) {
            return nothing(OfferRule.NO_PROPOSAL, "Nothing in the message called for an offer.", null, situation);
        }
        var best = best(proposed.stream().filter(ActionState::enabled).toList());
        if (best == null) {
            return nothing(OfferRule.ACTION_DISABLED, "The action is switched off.", best(proposed), situation);
        }
        var obstacle = obstacle(best, situation);
        if (obstacle != null) {
            return obstacle;
        }
        return situation.declined() ? whileDeclined(best, situation) : whileWilling(best, situation);
    }

    private OfferDecision accepted(PendingQuestion question, OfferSituation situation) {
        var action = action(question, situation).orElse(null);
        if (action == null || !action.enabled()) {
            return nothing(
                    OfferRule.ACTION_DISABLED,
                    "The visitor said yes, but the action has been switched off since the question.",
                    action,
                    situation);
        }
        var obstacle = obstacle(action, situation);
        return obstacle != null
                ? obstacle
                : decision(Offer.FORM, OfferRule.ACCEPTED, "The visitor said yes to the question.", action, situation);
    }

    private static @Nullable OfferDecision obstacle(ActionState action, OfferSituation situation) {
        if (situation.offersHere().stream()
                .anyMatch(past -> past.kind() == Offer.FORM && past.outcome() == Outcome.OPEN)) {
            return nothing(OfferRule.FORM_OPEN, "A form is still open in this conversation.", action, situation);
        }
        if (unknownFields(action, situation).isEmpty()) {
            return nothing(
                    OfferRule.ALL_KNOWN,
                    "Everything the form asks is already known, so the agent confirms the follow-up instead.",
                    action,
                    situation);
        }
        return null;
    }

    private static OfferDecision whileDeclined(ActionState best, OfferSituation situation) {
        if (!isExplicit(best)) {
            return nothing(
                    OfferRule.DECLINED, "The visitor declined to be contacted or to give data.", best, situation);
        }
        if (situation.pendingQuestion() != null) {
            return nothing(
                    OfferRule.QUESTION_OPEN,
                    "The visitor declined earlier and has not said yes to the question yet.",
                    best,
                    situation);
        }
        return decision(
                Offer.QUESTION,
                OfferRule.DECLINED,
                "The visitor declined earlier and now asks for it, so the agent asks first.",
                best,
                situation);
    }

    private OfferDecision whileWilling(ActionState best, OfferSituation situation) {
        var explicit = isExplicit(best);
        var question = situation.pendingQuestion();
        if (question != null && explicit && question.actionId().equals(best.id())) {
            return decision(
                    Offer.FORM,
                    OfferRule.ACCEPTED,
                    "The visitor answered the question by asking for it.",
                    best,
                    situation);
        }
        if (question != null && !(explicit && best.mode() == OfferMode.AUTO)) {
            return nothing(
                    OfferRule.QUESTION_OPEN,
                    "The agent has asked a question that is not answered yet.",
                    best,
                    situation);
        }
        var limit = limitReached(situation);
        if (limit.isPresent() && !explicit) {
            return nothing(limit.get(), limitReason(limit.get()), best, situation);
        }
        if (best.mode() == OfferMode.CONFIRM) {
            return decision(
                    Offer.QUESTION,
                    OfferRule.CONFIRM_FIRST,
                    "The action is set to ask before it shows its form.",
                    best,
                    situation);
        }
        if (!explicit && best.unsure()) {
            return decision(
                    Offer.QUESTION,
                    OfferRule.UNSURE,
                    "The message may fit the action's description, so the agent asks first.",
                    best,
                    situation);
        }
        if (!explicit) {
            return decision(
                    Offer.FORM, OfferRule.PROPOSED, "The message fits the action's description.", best, situation);
        }
        var reason = limit.isPresent()
                ? "The visitor asked for it, which overrides the limits on unasked offers."
                : "The visitor asked for it.";
        return decision(Offer.FORM, OfferRule.EXPLICIT_REQUEST, reason, best, situation);
    }

    private Optional<OfferRule> limitReached(OfferSituation situation) {
        if (situation.offersHere().stream().anyMatch(past -> isCoolingDown(past, situation))) {
            return Optional.of(OfferRule.COOL_DOWN);
        }
        var here = situation.offersHere().stream()
                .filter(past -> past.outcome() != Outcome.ACCEPTED)
                .count();
        if (here >= limits.perConversation()) {
            return Optional.of(OfferRule.CONVERSATION_CAP);
        }
        var windowStart = situation.now().minus(limits.visitorWindow());
        var recent = situation.offersToVisitor().stream()
                .filter(offered -> offered.isAfter(windowStart))
                .count();
        return recent >= limits.perVisitor() ? Optional.of(OfferRule.VISITOR_CAP) : Optional.empty();
    }

    private boolean isCoolingDown(PastOffer past, OfferSituation situation) {
        Instant closedAt = past.closedAt();
        return past.outcome() == Outcome.DISMISSED
                && closedAt != null
                && situation.visitorTurn() - past.closedAtTurn() <= limits.coolDownTurns()
                && situation.now().isBefore(closedAt.plus(limits.coolDown()));
    }

    private static String limitReason(OfferRule limit) {
        return switch (limit) {
            case COOL_DOWN -> "The visitor dismissed an offer a short while ago.";
            case CONVERSATION_CAP -> "This conversation has had as many offers as are allowed.";
            default -> "This visitor has had as many offers lately as are allowed.";
        };
    }

    private static Answer answerTo(PendingQuestion question, int visitorTurn) {
        return question.typed() && visitorTurn != question.askedAtTurn() + 1 ? Answer.NONE : question.answer();
    }

    private static Optional<ActionState> action(PendingQuestion question, OfferSituation situation) {
        return situation.candidates().stream()
                .filter(candidate -> candidate.id().equals(question.actionId()))
                .findFirst();
    }

    /** The first of the best: {@code min} keeps the earliest of equals, which makes the actions' order the tie-break. */
    private static @Nullable ActionState best(List<ActionState> candidates) {
        return candidates.stream()
                .filter(candidate -> candidate.proposal() != null)
                .min(RANKING)
                .orElse(null);
    }

    private static boolean isExplicit(ActionState action) {
        var proposal = action.proposal();
        return proposal != null && proposal.explicitRequest();
    }

    private static double score(ActionState action) {
        var proposal = action.proposal();
        return proposal == null ? 0 : proposal.score();
    }

    private static List<String> unknownFields(ActionState action, OfferSituation situation) {
        return action.askedFields().stream()
                .filter(field -> !situation.knownFields().contains(field))
                .toList();
    }

    private static OfferDecision nothing(
            OfferRule rule, String reason, @Nullable ActionState action, OfferSituation situation) {
        return decision(Offer.NONE, rule, reason, action, situation);
    }

    private static OfferDecision decision(
            Offer offer, OfferRule rule, String reason, @Nullable ActionState action, OfferSituation situation) {
        if (action == null) {
            return new OfferDecision(offer, null, List.of(), rule, reason, 0, null, null);
        }
        var proposal = action.proposal();
        return new OfferDecision(
                offer,
                action.id(),
                unknownFields(action, situation),
                rule,
                reason,
                score(action),
                proposal == null ? null : proposal.concept(),
                proposal == null ? null : proposal.nearestExample());
    }
}
