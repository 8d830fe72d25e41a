package org.foyer.conversations.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.foyer.conversations.internal.OfferSituation.ActionState;
import org.foyer.conversations.internal.OfferSituation.Outcome;
import org.foyer.conversations.internal.OfferSituation.PastOffer;
import org.foyer.conversations.internal.OfferSituation.PendingQuestion;

class OfferPolicyProperties {

    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final List<String> FIELDS = List.of("name", "email", "phone", "company");

    private final OfferPolicy policy = new OfferPolicy(OfferLimits.DEFAULT);

    @Property(maxDiscardRatio = 50)
    void neverShowsAFormWhileOneIsOpen(@ForAll("situations") OfferSituation situation) {
        Assume.that(situation.offersHere().stream()
                .anyMatch(past -> past.kind() == Offer.FORM && past.outcome() == Outcome.OPEN));

        assertThat(policy.decide(situation).offer()).isEqualTo(Offer.NONE);
    }

    @Property(maxDiscardRatio = 50)
    void neverShowsAFormToWhoDeclinedUnlessTheyAcceptedTheQuestion(@ForAll("situations") OfferSituation situation) {
        Assume.that(situation.declined());
        var question = situation.pendingQuestion();

        if (policy.decide(situation).offer() == Offer.FORM) {
            assertThat(question).isNotNull().extracting(PendingQuestion::answer).isEqualTo(Answer.YES);
        }
    }

    @Property(maxDiscardRatio = 50)
    void offersNothingOnAMessageThatRefuses(@ForAll("situations") OfferSituation situation) {
        Assume.that(situation.refusal() != RefusalKind.NONE);

        assertThat(policy.decide(situation).offer()).isEqualTo(Offer.NONE);
    }

    @Property(maxDiscardRatio = 50)
    void neverOffersADisabledAction(@ForAll("situations") OfferSituation situation) {
        var decision = policy.decide(situation);
        Assume.that(decision.offer() != Offer.NONE);

        assertThat(situation.candidates())
                .filteredOn(candidate -> candidate.id().equals(decision.actionId()))
                .singleElement()
                .satisfies(candidate -> assertThat(candidate.enabled()).isTrue());
    }

    @Property(maxDiscardRatio = 50)
    void asksSomethingButNeverAKnownField(@ForAll("situations") OfferSituation situation) {
        var decision = policy.decide(situation);

        assertThat(decision.fieldsToAsk()).noneMatch(situation.knownFields()::contains);
        if (decision.offer() != Offer.NONE) {
            assertThat(decision.fieldsToAsk()).isNotEmpty();
        }
        if (decision.rule() == OfferRule.ALL_KNOWN) {
            assertThat(decision.fieldsToAsk()).isEmpty();
        }
    }

    @Property(maxDiscardRatio = 50)
    void decidesAlikeInTheSameSituation(@ForAll("situations") OfferSituation situation) {
        assertThat(policy.decide(situation)).isEqualTo(new OfferPolicy(OfferLimits.DEFAULT).decide(situation));
    }

    @Property(maxDiscardRatio = 50)
    void neverLetsALimitStopAnExplicitRequest(@ForAll("situations") OfferSituation situation) {
        Assume.that(situation.candidates().stream()
                .anyMatch(candidate -> candidate.enabled()
                        && candidate.proposal() != null
                        && candidate.proposal().explicitRequest()));

        assertThat(policy.decide(situation).rule())
                .isNotIn(OfferRule.COOL_DOWN, OfferRule.CONVERSATION_CAP, OfferRule.VISITOR_CAP);
    }

    @Property(maxDiscardRatio = 50)
    void offersAnExplicitRequestAlikeWhateverWasOfferedBefore(@ForAll("situations") OfferSituation situation) {
        var rule = policy.decide(situation).rule();
        Assume.that(rule == OfferRule.EXPLICIT_REQUEST || rule == OfferRule.CONFIRM_FIRST);
        Assume.that(situation.candidates().stream()
                .anyMatch(candidate -> candidate.enabled()
                        && candidate.proposal() != null
                        && candidate.proposal().explicitRequest()));
        var dismissals = IntStream.range(0, 9)
                .mapToObj(i -> PastOffer.closed(
                        Offer.FORM, Outcome.DISMISSED, i, NOW.minusSeconds(1), situation.visitorTurn()))
                .toList();
        var pestered = new OfferSituation(
                situation.candidates(),
                situation.visitorTurn(),
                NOW,
                situation.refusal(),
                situation.declined(),
                situation.pendingQuestion(),
                dismissals,
                List.of(NOW, NOW, NOW, NOW),
                situation.knownFields());

        assertThat(policy.decide(pestered).rule()).isEqualTo(rule);
    }

    @Property(maxDiscardRatio = 50)
    void offersNothingUnaskedBeyondTheLimits(@ForAll("situations") OfferSituation situation) {
        var unasked = situation.candidates().stream()
                .noneMatch(candidate ->
                        candidate.proposal() != null && candidate.proposal().explicitRequest());
        var windowStart = NOW.minus(OfferLimits.DEFAULT.visitorWindow());
        var lately = situation.offersToVisitor().stream()
                .filter(offered -> offered.isAfter(windowStart))
                .count();
        var here = situation.offersHere().stream()
                .filter(past -> past.outcome() != Outcome.ACCEPTED)
                .count();
        Assume.that(unasked
                && (lately >= OfferLimits.DEFAULT.perVisitor() || here >= OfferLimits.DEFAULT.perConversation()));
        var decision = policy.decide(situation);

        if (decision.offer() != Offer.NONE) {
            assertThat(decision.rule()).as("only a yes to a question").isEqualTo(OfferRule.ACCEPTED);
        }
    }

    @Property(maxDiscardRatio = 50)
    void offersNothingUnaskedRightAfterADismissal(@ForAll("situations") OfferSituation situation) {
        var unasked = situation.candidates().stream()
                .noneMatch(candidate ->
                        candidate.proposal() != null && candidate.proposal().explicitRequest());
        Assume.that(unasked);
        var past = new ArrayList<>(situation.offersHere());
        past.add(PastOffer.closed(
                Offer.FORM, Outcome.DISMISSED, situation.visitorTurn(), NOW.minusSeconds(1), situation.visitorTurn()));
        var decision = policy.decide(new OfferSituation(
                situation.candidates(),
                situation.visitorTurn(),
                NOW,
                situation.refusal(),
                situation.declined(),
                situation.pendingQuestion(),
                past,
                situation.offersToVisitor(),
                situation.knownFields()));

        if (decision.offer() != Offer.NONE) {
            assertThat(decision.rule()).isEqualTo(OfferRule.ACCEPTED);
        }
    }

    @Property(maxDiscardRatio = 50)
    void offersTheOneThatWasAskedForOrElseTheLikeliest(@ForAll("situations") OfferSituation situation) {
        var decision = policy.decide(situation);
        Assume.that(decision.offer() != Offer.NONE && decision.rule() != OfferRule.ACCEPTED);
        var proposals = situation.candidates().stream()
                .filter(ActionState::enabled)
                .map(ActionState::proposal)
                .filter(Objects::nonNull)
                .toList();
        var chosen = proposals.stream()
                .filter(proposal -> proposal.actionId().equals(decision.actionId()))
                .findFirst()
                .orElseThrow();

        assertThat(proposals)
                .noneMatch(proposal -> proposal.explicitRequest() == chosen.explicitRequest()
                        ? proposal.score() > chosen.score()
                        : proposal.explicitRequest());
    }

    @Property(maxDiscardRatio = 50)
    void namesAnActionWheneverItOffersOneAndGivesAReason(@ForAll("situations") OfferSituation situation) {
        var decision = policy.decide(situation);

        assertThat(decision.reason()).endsWith(".").doesNotContain("\n");
        if (decision.offer() != Offer.NONE) {
            assertThat(decision.actionId()).isNotNull();
        }
    }

    @Provide
    Arbitrary<OfferSituation> situations() {
        return Arbitraries.randomValue(OfferPolicyProperties::situation);
    }

    private static OfferSituation situation(Random random) {
        var candidates = new ArrayList<ActionState>();
        for (var i = 0; i < random.nextInt(4); i++) {
            candidates.add(action(new UUID(0, i), random));
        }
        var turn = 1 + random.nextInt(9);
        var past = new ArrayList<PastOffer>();
        for (var i = 0; i < random.nextInt(4); i++) {
            past.add(past(turn, random));
        }
        var question = random.nextInt(3) > 0
                ? null
                : new PendingQuestion(
                        new UUID(0, random.nextInt(4)),
                        Math.max(1, turn - 1 - random.nextInt(2)),
                        any(Answer.values(), random),
                        random.nextBoolean());
        var toVisitor = random.ints(random.nextInt(5), 0, 14 * 86_400)
                .mapToObj(NOW::minusSeconds)
                .toList();
        return new OfferSituation(
                candidates,
                turn,
                NOW,
                random.nextInt(4) > 0 ? RefusalKind.NONE : any(RefusalKind.values(), random),
                random.nextInt(3) == 0,
                question,
                past,
                toVisitor,
                Set.copyOf(someOf(FIELDS, random)));
    }

    private static ActionState action(UUID id, Random random) {
        var fields = someOf(FIELDS, random);
        var proposal = random.nextInt(3) == 0
                ? null
                : new Proposal(
                        id,
                        random.nextInt(11) / 10.0,
                        random.nextBoolean(),
                        any(Concept.values(), random),
                        "a rule",
                        null);
        return new ActionState(
                id,
                "action",
                random.nextInt(4) > 0,
                any(OfferMode.values(), random),
                any(Sensitivity.values(), random),
                fields.isEmpty() ? List.of("email") : fields,
                proposal);
    }

    private static PastOffer past(int turn, Random random) {
        var kind = random.nextBoolean() ? Offer.FORM : Offer.QUESTION;
        var outcome = any(Outcome.values(), random);
        var offeredAt = 1 + random.nextInt(turn);
        return outcome == Outcome.OPEN
                ? PastOffer.open(kind, offeredAt)
                : PastOffer.closed(kind, outcome, offeredAt, NOW.minusSeconds(random.nextInt(100_000)), offeredAt);
    }

    private static List<String> someOf(List<String> fields, Random random) {
        return fields.stream().filter(field -> random.nextBoolean()).toList();
    }

    private static <T> T any(T[] values, Random random) {
        return values[random.nextInt(values.length)];
    }
}
