package org.foyer.conversations.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.foyer.contracts.conversations.TrialDecision;
import org.foyer.conversations.internal.EmbeddedReplyEngine.Answering;
import org.foyer.conversations.internal.OfferSituation.Outcome;
import org.foyer.conversations.internal.OfferSituation.PastOffer;
import org.foyer.conversations.internal.OfferSituation.PendingQuestion;
import org.jspecify.annotations.Nullable;

/**
 * A conversation played through in memory: the same engine and policy as in a real one, with a visitor of whom nothing is
 * known and who leaves every form open.
 */
final class Trial {
    private final OfferChoice choice;
    private final EmbeddedReplyEngine engine;
    private final Function<String, List<KnowledgeHit>> knowledge;
    private final MessageRules rules;
    private final OfferPolicy policy;
    private final Instant now;

    private final List<TranscriptEntry> history = new ArrayList<>();
    private final List<PastOffer> offers = new ArrayList<>();
    private int visitorTurn;
    private int askedAtTurn;
    private boolean questionOpen;
    private boolean declined;

    Trial(
            OfferChoice choice,
            EmbeddedReplyEngine engine,
            Function<String, List<KnowledgeHit>> knowledge,
            MessageRules rules,
            OfferPolicy policy,
            Instant now) {
        this.choice = choice;
        this.engine = engine;
        this.knowledge = knowledge;
        this.rules = rules;
        this.policy = policy;
        this.now = now;
    }

    /** A decision per visitor turn, in order. */
    List<TrialDecision> of(List<TranscriptEntry> conversation) {
        var decisions = new ArrayList<TrialDecision>();
        for (var i = 0; i < conversation.size(); i++) {
            var entry = conversation.get(i);
            if (entry.author().equals("visitor")) {
                var goesOn = i + 1 < conversation.size()
                        && !conversation.get(i + 1).author().equals("visitor");
                decisions.add(decide(entry.text(), goesOn ? Answering.LATER : Answering.ASSUMED));
            }
            history.add(entry);
        }
        return decisions;
    }

    private TrialDecision decide(String text, Answering answering) {
        visitorTurn++;
        var reply = engine.reply(
                new Turn("", "en", List.of(choice.offerable()), history, text, knowledge.apply(text)), answering);
        var decision = policy.decide(new OfferSituation(
                        List.of(choice.state(reply)),
                        visitorTurn,
                        now,
                        reply.refusal(),
                        declined,
                        question(text),
                        offers,
                        offers.stream().map(offer -> now).toList(),
                        Set.of()))
                .explained(reply);
        remember(decision);
        var concept = decision.concept();
        return new TrialDecision(
                text,
                TrialsService.wireName(decision.offer()),
                decision.score(),
                concept == null ? null : concept.label(),
                decision.nearestExample(),
                decision.reason());
    }

    private @Nullable PendingQuestion question(String text) {
        return questionOpen
                ? new PendingQuestion(
                        choice.action().id(), askedAtTurn, rules.match(text).answer(), true)
                : null;
    }

    private void remember(OfferDecision decision) {
        var answered = decision.rule() == OfferRule.ACCEPTED;
        if (questionOpen && (answered || decision.rule() == OfferRule.ANSWERED_NO || decision.recordsRefusal())) {
            questionOpen = false;
            offers.removeIf(offer -> offer.kind() == Offer.QUESTION && offer.outcome() == Outcome.OPEN);
            offers.add(PastOffer.closed(
                    Offer.QUESTION, answered ? Outcome.ACCEPTED : Outcome.DISMISSED, askedAtTurn, now, visitorTurn));
        }
        if (decision.recordsRefusal()) {
            declined = true;
        } else if (decision.liftsRefusal()) {
            declined = false;
        }
        if (decision.offer() != Offer.NONE) {
            offers.add(PastOffer.open(decision.offer(), visitorTurn));
        }
        if (decision.offer() == Offer.QUESTION) {
            questionOpen = true;
            askedAtTurn = visitorTurn;
        }
    }
}
