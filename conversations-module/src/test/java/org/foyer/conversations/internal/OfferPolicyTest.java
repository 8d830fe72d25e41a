package org.foyer.conversations.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.foyer.conversations.internal.OfferSituation.ActionState;
import org.foyer.conversations.internal.OfferSituation.Outcome;
import org.foyer.conversations.internal.OfferSituation.PastOffer;
import org.foyer.conversations.internal.OfferSituation.PendingQuestion;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class OfferPolicyTest {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final UUID LEADS = new UUID(0, 1);
    private static final UUID OTHER = new UUID(0, 2);

    private final OfferPolicy policy = new OfferPolicy(OfferLimits.DEFAULT);

    @Test
    void offersNothingWhenNothingIsProposed() {
        var decision = policy.decide(situation(idle(LEADS)).build());

        assertThat(decision.offer()).isEqualTo(Offer.NONE);
        assertThat(decision.rule()).isEqualTo(OfferRule.NO_PROPOSAL);
        assertThat(decision.actionId()).isNull();
    }

    @Test
    void showsTheFormOnAnExplicitRequest() {
        var decision = policy.decide(situation(requested(LEADS)).build());

        assertThat(decision)
                .isEqualTo(new OfferDecision(
                        Offer.FORM,
                        LEADS,
                        List.of("name", "email", "phone"),
                        OfferRule.EXPLICIT_REQUEST,
                        "The visitor asked for it.",
                        1.0,
                        Concept.CALL_BACK,
                        null));
    }

    @Test
    void showsTheFormWhenTheMessageFitsAndNothingStandsAgainstIt() {
        assertDecides(situation(proposed(LEADS)), Offer.FORM, OfferRule.PROPOSED);
    }

    @Test
    void offersNothingThatIsSwitchedOff() {
        assertDecides(situation(disabled(requested(LEADS))), Offer.NONE, OfferRule.ACTION_DISABLED);
    }

    @Test
    void offersTheEnabledActionWhenTheBetterOneIsSwitchedOff() {
        var decision = policy.decide(
                situation(disabled(requested(LEADS)), proposed(OTHER)).build());

        assertThat(decision.offer()).isEqualTo(Offer.FORM);
        assertThat(decision.actionId()).isEqualTo(OTHER);
    }

    @Test
    void neverShowsASecondFormWhileOneIsOpen() {
        assertDecides(situation(requested(LEADS)).past(PastOffer.open(Offer.FORM, 1)), Offer.NONE, OfferRule.FORM_OPEN);
    }

    @Test
    void showsAFormAgainAfterTheFirstWasSubmittedIfItAsksMore() {
        assertDecides(
                situation(requested(LEADS))
                        .past(closed(Offer.FORM, Outcome.SUBMITTED, 1))
                        .known("email"),
                Offer.FORM,
                OfferRule.EXPLICIT_REQUEST);
    }

    @Test
    void asksOnlyTheFieldsNotKnownInTheirOrder() {
        var decision = policy.decide(situation(requested(LEADS)).known("email").build());

        assertThat(decision.fieldsToAsk()).containsExactly("name", "phone");
    }

    @Test
    void confirmsTheFollowUpWhenAllIsKnown() {
        var decision = policy.decide(
                situation(requested(LEADS)).known("email", "phone", "name").build());

        assertThat(decision.offer()).isEqualTo(Offer.NONE);
        assertThat(decision.rule()).isEqualTo(OfferRule.ALL_KNOWN);
        assertThat(decision.fieldsToAsk()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = RefusalKind.class, names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void offersNothingOnAMessageThatRefuses(RefusalKind refusal) {
        var decision =
                policy.decide(situation(requested(LEADS)).refusal(refusal).build());

        assertThat(decision.offer()).isEqualTo(Offer.NONE);
        assertThat(decision.rule()).isEqualTo(OfferRule.REFUSED_NOW);
        assertThat(decision.recordsRefusal()).isTrue();
    }

    @Test
    void offersNothingUnaskedToWhoDeclined() {
        assertDecides(situation(proposed(LEADS)).declined(), Offer.NONE, OfferRule.DECLINED);
    }

    @Test
    void asksFirstWhenWhoDeclinedAsksForIt() {
        assertDecides(situation(requested(LEADS)).declined(), Offer.QUESTION, OfferRule.DECLINED);
    }

    @Test
    void showsTheFormAndLiftsTheRefusalAfterAYes() {
        var decision = policy.decide(situation(idle(LEADS))
                .declined()
                .question(new PendingQuestion(LEADS, 4, Answer.YES, true))
                .build());

        assertThat(decision.offer()).isEqualTo(Offer.FORM);
        assertThat(decision.rule()).isEqualTo(OfferRule.ACCEPTED);
        assertThat(decision.liftsRefusal()).isTrue();
    }

    @Test
    void takesNoRequestForTheYesOfWhoDeclined() {
        assertDecides(
                situation(requested(LEADS)).declined().question(new PendingQuestion(LEADS, 4, Answer.NONE, true)),
                Offer.NONE,
                OfferRule.QUESTION_OPEN);
    }

    @Test
    void asksFirstWhereTheActionSaysSo() {
        assertDecides(situation(confirming(proposed(LEADS))), Offer.QUESTION, OfferRule.CONFIRM_FIRST);
        assertDecides(situation(confirming(requested(LEADS))), Offer.QUESTION, OfferRule.CONFIRM_FIRST);
    }

    @Test
    void showsTheFormAfterAYesEvenBeyondTheLimits() {
        assertDecides(
                situation(confirming(idle(LEADS)))
                        .past(closed(Offer.FORM, Outcome.DISMISSED, 4), closed(Offer.FORM, Outcome.DISMISSED, 4))
                        .question(new PendingQuestion(LEADS, 4, Answer.YES, true)),
                Offer.FORM,
                OfferRule.ACCEPTED);
    }

    @Test
    void showsNoFormAfterAYesWhileOneIsOpen() {
        assertDecides(
                situation(idle(LEADS))
                        .past(PastOffer.open(Offer.FORM, 1))
                        .question(new PendingQuestion(LEADS, 4, Answer.YES, true)),
                Offer.NONE,
                OfferRule.FORM_OPEN);
    }

    @Test
    void showsNoFormAfterAYesWhenTheActionWasSwitchedOffOrRemoved() {
        var yes = new PendingQuestion(LEADS, 4, Answer.YES, true);

        assertDecides(situation(disabled(idle(LEADS))).question(yes), Offer.NONE, OfferRule.ACTION_DISABLED);
        assertDecides(situation(idle(OTHER)).question(yes), Offer.NONE, OfferRule.ACTION_DISABLED);
    }

    @Test
    void leavesItAtANo() {
        assertDecides(
                situation(idle(LEADS)).question(new PendingQuestion(LEADS, 4, Answer.NO, true)),
                Offer.NONE,
                OfferRule.ANSWERED_NO);
    }

    @Test
    void takesATypedYesOnlyRightAfterTheQuestion() {
        assertDecides(
                situation(idle(LEADS)).question(new PendingQuestion(LEADS, 3, Answer.YES, true)),
                Offer.NONE,
                OfferRule.NO_PROPOSAL);
    }

    @Test
    void takesThePressedYesWhenever() {
        assertDecides(
                situation(idle(LEADS)).question(new PendingQuestion(LEADS, 1, Answer.YES, false)),
                Offer.FORM,
                OfferRule.ACCEPTED);
    }

    @Test
    void offersNothingUnaskedWhileAQuestionIsOpen() {
        assertDecides(
                situation(proposed(LEADS)).question(new PendingQuestion(LEADS, 4, Answer.NONE, true)),
                Offer.NONE,
                OfferRule.QUESTION_OPEN);
    }

    @Test
    void takesARequestForTheSameThingAsAYes() {
        assertDecides(
                situation(confirming(requested(LEADS))).question(new PendingQuestion(LEADS, 4, Answer.NONE, true)),
                Offer.FORM,
                OfferRule.ACCEPTED);
    }

    @Test
    void followsARequestForSomethingElseThanTheQuestion() {
        assertDecides(
                situation(requested(OTHER), idle(LEADS)).question(new PendingQuestion(LEADS, 4, Answer.NONE, true)),
                Offer.FORM,
                OfferRule.EXPLICIT_REQUEST);
        assertDecides(
                situation(confirming(requested(OTHER)), idle(LEADS))
                        .question(new PendingQuestion(LEADS, 4, Answer.NONE, true)),
                Offer.NONE,
                OfferRule.QUESTION_OPEN);
    }

    @Test
    void pausesAfterADismissal() {
        assertDecides(
                situation(proposed(LEADS)).past(closed(Offer.FORM, Outcome.DISMISSED, 4)),
                Offer.NONE,
                OfferRule.COOL_DOWN);
        assertDecides(
                situation(proposed(LEADS)).past(closed(Offer.QUESTION, Outcome.DISMISSED, 4)),
                Offer.NONE,
                OfferRule.COOL_DOWN);
    }

    @Test
    void endsThePauseWithTheTurnsOrTheTimeWhicheverIsFirst() {
        var dismissed = PastOffer.closed(Offer.FORM, Outcome.DISMISSED, 1, NOW.minusSeconds(60), 2);

        assertDecides(situation(proposed(LEADS)).turn(6).past(dismissed), Offer.NONE, OfferRule.COOL_DOWN);
        assertDecides(situation(proposed(LEADS)).turn(7).past(dismissed), Offer.FORM, OfferRule.PROPOSED);
        assertDecides(
                situation(proposed(LEADS))
                        .turn(3)
                        .now(NOW.plus(Duration.ofHours(12)))
                        .past(dismissed),
                Offer.FORM,
                OfferRule.PROPOSED);
    }

    @Test
    void doesNotPauseAfterAFormThatExpiredOrWasSubmitted() {
        assertDecides(
                situation(proposed(LEADS)).past(closed(Offer.FORM, Outcome.EXPIRED, 4)),
                Offer.FORM,
                OfferRule.PROPOSED);
        assertDecides(
                situation(proposed(LEADS)).past(closed(Offer.FORM, Outcome.SUBMITTED, 4)),
                Offer.FORM,
                OfferRule.PROPOSED);
    }

    @Test
    void offersUnaskedOnlySoOftenInAConversation() {
        assertDecides(
                situation(proposed(LEADS))
                        .past(closed(Offer.FORM, Outcome.EXPIRED, 1), closed(Offer.QUESTION, Outcome.EXPIRED, 2)),
                Offer.NONE,
                OfferRule.CONVERSATION_CAP);
    }

    @Test
    void countsAnAcceptedQuestionOnlyAsTheFormItLedTo() {
        assertDecides(
                situation(proposed(LEADS))
                        .past(closed(Offer.QUESTION, Outcome.ACCEPTED, 1), closed(Offer.FORM, Outcome.EXPIRED, 1)),
                Offer.FORM,
                OfferRule.PROPOSED);
    }

    @Test
    void offersUnaskedOnlySoOftenToAVisitor() {
        var often = List.of(daysAgo(1), daysAgo(2), daysAgo(6));

        assertDecides(situation(proposed(LEADS)).toVisitor(often), Offer.NONE, OfferRule.VISITOR_CAP);
    }

    @Test
    void forgetsOffersToAVisitorThatAreLongPast() {
        var spread = List.of(daysAgo(1), daysAgo(2), daysAgo(7));

        assertDecides(situation(proposed(LEADS)).toVisitor(spread), Offer.FORM, OfferRule.PROPOSED);
    }

    @Test
    void letsAnExplicitRequestOverrideThePauseAndBothCaps() {
        var decision = policy.decide(situation(requested(LEADS))
                .past(closed(Offer.FORM, Outcome.DISMISSED, 4), closed(Offer.FORM, Outcome.DISMISSED, 4))
                .toVisitor(List.of(NOW, NOW, NOW, NOW))
                .build());

        assertThat(decision.offer()).isEqualTo(Offer.FORM);
        assertThat(decision.rule()).isEqualTo(OfferRule.EXPLICIT_REQUEST);
        assertThat(decision.reason()).contains("overrides the limits");
    }

    @Test
    void prefersTheExplicitRequestThenTheScoreThenTheOrder() {
        assertThat(policy.decide(situation(proposed(LEADS, .99), requested(OTHER))
                                .build())
                        .actionId())
                .isEqualTo(OTHER);
        assertThat(policy.decide(situation(proposed(LEADS, .5), proposed(OTHER, .6))
                                .build())
                        .actionId())
                .isEqualTo(OTHER);
        assertThat(policy.decide(situation(proposed(OTHER, .5), proposed(LEADS, .5))
                                .build())
                        .actionId())
                .isEqualTo(OTHER);
    }

    @Test
    void givesEveryDecisionAReasonOfOneSentence() {
        var decision = policy.decide(situation(proposed(LEADS)).declined().build());

        assertThat(decision.reason()).isEqualTo("The visitor declined to be contacted or to give data.");
    }

    @Test
    void asksFirstWhenTheScoreIsNotEnoughForTheForm() {
        assertDecides(situation(proposed(LEADS, .39)), Offer.QUESTION, OfferRule.UNSURE);
        assertDecides(situation(proposed(LEADS, .40)), Offer.FORM, OfferRule.PROPOSED);
    }

    @Test
    void refusesAnActionThatAsksNothing() {
        assertThatThrownBy(() ->
                        new ActionState(LEADS, "leads", true, OfferMode.AUTO, Sensitivity.BALANCED, List.of(), null))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private void assertDecides(SituationBuilder situation, Offer offer, OfferRule rule) {
        var decision = policy.decide(situation.build());

        assertThat(decision.rule()).isEqualTo(rule);
        assertThat(decision.offer()).isEqualTo(offer);
    }

    private static Instant daysAgo(int days) {
        return NOW.minus(Duration.ofDays(days));
    }

    private static PastOffer closed(Offer kind, Outcome outcome, int turn) {
        return PastOffer.closed(kind, outcome, turn, NOW.minusSeconds(60), turn);
    }

    private static ActionState idle(UUID id) {
        return state(id, null);
    }

    private static ActionState requested(UUID id) {
        return state(id, new Proposal(id, 1, true, Concept.CALL_BACK, "call me", null));
    }

    private static ActionState proposed(UUID id) {
        return proposed(id, .5);
    }

    private static ActionState proposed(UUID id, double score) {
        return state(id, new Proposal(id, score, false, Concept.BUY, "want to buy", null));
    }

    private static ActionState state(UUID id, @Nullable Proposal proposal) {
        return new ActionState(
                id, "leads", true, OfferMode.AUTO, Sensitivity.BALANCED, List.of("name", "email", "phone"), proposal);
    }

    private static ActionState disabled(ActionState action) {
        return new ActionState(
                action.id(),
                action.name(),
                false,
                action.mode(),
                action.sensitivity(),
                action.askedFields(),
                action.proposal());
    }

    private static ActionState confirming(ActionState action) {
        return new ActionState(
                action.id(),
                action.name(),
                true,
                OfferMode.CONFIRM,
                action.sensitivity(),
                action.askedFields(),
                action.proposal());
    }

    private static SituationBuilder situation(ActionState... candidates) {
        return new SituationBuilder(List.of(candidates));
    }

    private static final class SituationBuilder {

        private final List<ActionState> candidates;
        private int turn = 5;
        private Instant now = NOW;
        private RefusalKind refusal = RefusalKind.NONE;
        private boolean declined;
        private @Nullable PendingQuestion question;
        private List<PastOffer> past = List.of();
        private List<Instant> toVisitor = List.of();
        private Set<String> known = Set.of();

        SituationBuilder(List<ActionState> candidates) {
            this.candidates = candidates;
        }

        SituationBuilder turn(int turn) {
            this.turn = turn;
            return this;
        }

        SituationBuilder now(Instant now) {
            this.now = now;
            return this;
        }

        SituationBuilder refusal(RefusalKind refusal) {
            this.refusal = refusal;
            return this;
        }

        SituationBuilder declined() {
            this.declined = true;
            return this;
        }

        SituationBuilder question(PendingQuestion question) {
            this.question = question;
            return this;
        }

        SituationBuilder past(PastOffer... past) {
            this.past = List.of(past);
            return this;
        }

        SituationBuilder toVisitor(List<Instant> toVisitor) {
            this.toVisitor = toVisitor;
            return this;
        }

        SituationBuilder known(String... known) {
            this.known = Set.of(known);
            return this;
        }

        OfferSituation build() {
            return new OfferSituation(candidates, turn, now, refusal, declined, question, past, toVisitor, known);
        }
    }
}
