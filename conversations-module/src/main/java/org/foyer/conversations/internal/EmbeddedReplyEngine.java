package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The engine that needs nothing but itself: no key and no network. It proposes the actions whose description names what
 * the visitor asks for or the state the conversation is in, knows the operator's example messages, answers in the words
 * of the agent's knowledge, and otherwise says honestly that it cannot answer. What is scored is what the visitor wrote,
 * never the agent's own words; the same transcript with the same knowledge always gets the same reply.
 */
@ApplicationScoped
class EmbeddedReplyEngine implements ReplyEngine {

    private static final double REQUESTED = 1.0;
    private static final double EXAMPLE = .95;
    private static final double SIGNALLED = .50;
    private static final String UNANSWERED_RULE = "a question without an answer";
    private static final int DESCRIPTIONS_KEPT = 256;

    /** From here on an entry is the answer. */
    static final double ANSWERS = .70;

    /** From here on it may be what was meant. */
    private static final double MAY_BE_MEANT = .50;

    /** Beside a request for a person only what surely answers is said too. */
    private static final double SURELY_ANSWERS = .80;

    private static final int MOST_CHOICES = 3;

    /** For how many messages of the visitor the moment lasts that a number of them makes. */
    private static final int MOMENT = 3;

    private MeaningModels meanings;
    private MessageRules rules;
    private final LanguageGuess guess = new LanguageGuess();
    private final DescriptionCompiler compiler = new DescriptionCompiler();
    private final Map<String, CompiledDescription> compiled = new LeastRecentlyUsed();

    @Inject
    EmbeddedReplyEngine(MessageRules rules, MeaningModels meanings) {
        this.rules = rules;
        this.meanings = meanings;
    }

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected EmbeddedReplyEngine() {}

    @Override
    public String name() {
        return "embedded";
    }

    /** How it is known whether the present message gets an answer. */
    enum Answering {
        /** By the agent's knowledge. */
        BY_KNOWLEDGE,
        /** It is taken that it does, pleasantries aside: for trying an action whatever the agent knows today. */
        ASSUMED,
        /** The transcript goes on with a reply of its own, so what comes of it is seen at the next message. */
        LATER
    }

    /** What is said to a message itself. */
    private record Answered(Kind kind, String text, List<KnowledgeHit> choices, double score) {
        enum Kind {
            PLEASANTRY,
            ANSWER,
            CHOICES,
            NO_ANSWER
        }

        boolean says() {
            return kind != Kind.NO_ANSWER;
        }
    }

    /** A message with all that was found in it. */
    private record Reading(Turn turn, NormalizedText text, RuleHits hits, ConversationState state, Answered answered) {}

    @Override
    public EngineReply reply(Turn turn) {
        return reply(turn, Answering.BY_KNOWLEDGE);
    }

    EngineReply reply(Turn turn, Answering answering) {
        var hits = rules.match(turn.text());
        if (hits.refuses()) {
            return new EngineReply(ReplyWording.REFUSED, List.of(), hits.refusal());
        }
        var text = TextNormalizer.normalize(turn.text());
        var reading = new Reading(turn, text, hits, ConversationState.of(turn), answered(turn, text));
        var proposals = new ArrayList<Proposal>();
        for (var action : turn.actions()) {
            propose(action, reading, answering)
                    .filter(proposal -> proposal.score() >= action.sensitivity().asksFrom())
                    .ifPresent(proposals::add);
        }
        proposals.sort(Comparator.comparing(Proposal::explicitRequest)
                .thenComparing(Proposal::score)
                .reversed());
        return said(reading, proposals);
    }

    private EngineReply said(Reading reading, List<Proposal> proposals) {
        var answered = reading.answered();
        var first = proposals.isEmpty() ? null : proposals.get(0);
        var asked = first != null && first.explicitRequest();
        var says =
                asked ? answered.kind() == Answered.Kind.ANSWER && answered.score() >= SURELY_ANSWERS : answered.says();
        var answer = says ? answered.text() : null;
        var choices = says ? answered.choices() : List.<KnowledgeHit>of();
        // whether a bare yes or a typed address wants an answer at all is not for this engine to say: no
        var unanswered = answered.kind() == Answered.Kind.NO_ANSWER
                && !asked
                && reading.hits().answer() == Answer.NONE
                && !reading.hits().contactDataGiven();
        if (first == null) {
            var text = answer == null ? unknown(reading.turn()) : answer;
            var unread = guess.isUnknown(reading.turn().text());
            return new EngineReply(text, proposals, RefusalKind.NONE, answer, choices, unanswered, unread);
        }
        var spoken = choices.isEmpty() ? answer : null;
        var admitted = spoken == null && choices.isEmpty() && UNANSWERED_RULE.equals(first.rule())
                ? ReplyWording.UNKNOWN
                : spoken;
        return new EngineReply(
                ReplyWording.answering(admitted, first),
                proposals,
                RefusalKind.NONE,
                answer,
                choices,
                unanswered,
                false);
    }

    private static Answered answered(Turn turn, NormalizedText text) {
        var pleasantry = SmallTalk.replyTo(text, turn.agentName());
        if (pleasantry.isPresent()) {
            return new Answered(Answered.Kind.PLEASANTRY, pleasantry.get(), List.of(), 1);
        }
        var near = turn.knowledge().stream()
                .filter(hit -> hit.score() >= MAY_BE_MEANT)
                .limit(MOST_CHOICES)
                .toList();
        if (near.isEmpty()) {
            return new Answered(Answered.Kind.NO_ANSWER, "", List.of(), 0);
        }
        var best = near.get(0);
        return best.score() >= ANSWERS
                ? new Answered(Answered.Kind.ANSWER, ReplyWording.answer(best), List.of(), best.score())
                : new Answered(Answered.Kind.CHOICES, ReplyWording.whichOne(near), near, best.score());
    }

    /** What speaks most for the action: the operator's own word, then a request, then what is like one or its moment. */
    private Optional<Proposal> propose(OfferableAction action, Reading reading, Answering answering) {
        var text = reading.text();
        var hits = reading.hits();
        var typed = reading.turn().text();
        if (exampleLike(text, action.dontOfferExamples()).isPresent()) {
            return Optional.empty();
        }
        var description = compiledFrom(action.description());
        var example = exampleLike(text, action.offerExamples());
        if (hits.concepts().stream().noneMatch(description.excluded()::contains)) {
            for (var request : hits.requests().entrySet()) {
                if (description.coversRequest(request.getKey()) && !description.awaits(request.getKey())) {
                    return Optional.of(new Proposal(
                            action.id(), REQUESTED, true, request.getKey(), request.getValue(), example.orElse(null)));
                }
            }
        }
        if (example.isPresent()) {
            return Optional.of(new Proposal(action.id(), EXAMPLE, false, null, "operator's example", example.get()));
        }
        // what has to wait for an answer speaks only with one
        var answeredNow = answeredNow(reading, answering);
        return Stream.of(
                        alike(action, description, typed)
                                .filter(proposal -> answeredNow || !description.awaits(proposal.concept())),
                        signal(action, description, hits, answeredNow),
                        details(action, description, reading),
                        moment(action, description, reading, answering))
                .flatMap(Optional::stream)
                .max(Comparator.comparingDouble(Proposal::score));
    }

    private static boolean answeredNow(Reading reading, Answering answering) {
        return switch (answering) {
            case BY_KNOWLEDGE -> reading.answered().kind() == Answered.Kind.ANSWER;
            case ASSUMED -> reading.answered().kind() != Answered.Kind.PLEASANTRY;
            case LATER -> false;
        };
    }

    /** Contact details typed into the chat, where a follow-up is what the action is for. */
    private static Optional<Proposal> details(
            OfferableAction action, CompiledDescription description, Reading reading) {
        var waitedFor = description.conditions().stream()
                .anyMatch(condition -> condition.kind() == StateCondition.Kind.CONTACT_DATA_GIVEN);
        var offered = waitedFor
                ? reading.hits().contactDataGiven()
                : description.coversSignal(Concept.CALL_BACK)
                        && !description.awaits(Concept.CALL_BACK)
                        && TypedDetails.areOffered(reading.turn().text());
        return offered
                ? Optional.of(
                        new Proposal(action.id(), SIGNALLED, false, Concept.CALL_BACK, "contact details typed", null))
                : Optional.empty();
    }

    /** The state of the conversation that the description waits for. */
    private Optional<Proposal> moment(
            OfferableAction action, CompiledDescription description, Reading reading, Answering answering) {
        for (var condition : description.conditions()) {
            var holds =
                    switch (condition.kind()) {
                        case AFTER_ANSWER -> afterAnswer(action, description, condition, reading, answering);
                        case UNANSWERED -> afterNoAnswer(reading, answering);
                        case AFTER_N_TURNS -> afterTurns(action, description, condition, reading);
                        case CONTACT_DATA_GIVEN -> false;
                    };
            if (holds) {
                var rule = condition.kind() == StateCondition.Kind.UNANSWERED ? UNANSWERED_RULE : condition.label();
                var concept = condition.about().stream().sorted().findFirst().orElse(null);
                return Optional.of(new Proposal(action.id(), SIGNALLED, false, concept, rule, null));
            }
        }
        return Optional.empty();
    }

    private boolean afterAnswer(
            OfferableAction action,
            CompiledDescription description,
            StateCondition condition,
            Reading reading,
            Answering answering) {
        var now = answeredNow(reading, answering)
                && isAbout(
                        action, description, condition.about(), reading.turn().text());
        return now
                || reading.state()
                        .answeredBefore()
                        .filter(before -> isAbout(action, description, condition.about(), before))
                        .isPresent();
    }

    private static boolean afterNoAnswer(Reading reading, Answering answering) {
        var now = answering != Answering.LATER
                && reading.answered().kind() == Answered.Kind.NO_ANSWER
                && reading.hits().answer() == Answer.NONE;
        return now
                || reading.state()
                        .unansweredBefore()
                        .filter(before -> !isPleasantry(before))
                        .isPresent();
    }

    private boolean afterTurns(
            OfferableAction action, CompiledDescription description, StateCondition condition, Reading reading) {
        var turn = reading.state().turn();
        return turn >= condition.turns()
                && turn < condition.turns() + MOMENT
                && (condition.about().isEmpty()
                        || isAbout(
                                action,
                                description,
                                condition.about(),
                                reading.turn().text())
                        || reading.state().earlier().stream()
                                .anyMatch(before -> isAbout(action, description, condition.about(), before)));
    }

    /** Whether a message is about one of the concepts; without an encoder any question may be. */
    private boolean isAbout(
            OfferableAction action, CompiledDescription description, Set<Concept> concepts, String message) {
        if (isPleasantry(message)) {
            return false;
        }
        if (concepts.isEmpty() || rules.match(message).concepts().stream().anyMatch(concepts::contains)) {
            return true;
        }
        return meanings.read(action, description, message)
                .map(meant -> meant.score() >= action.sensitivity().asksFrom())
                .orElseGet(() -> message.contains("?"));
    }

    private static boolean isPleasantry(String message) {
        return SmallTalk.replyTo(TextNormalizer.normalize(message), "").isPresent();
    }

    private Optional<Proposal> alike(OfferableAction action, CompiledDescription description, String typed) {
        return meanings.read(action, description, typed)
                .map(reading -> new Proposal(
                        action.id(),
                        reading.score(),
                        false,
                        reading.concept(),
                        "like an example",
                        reading.nearest().text()));
    }

    private static Optional<Proposal> signal(
            OfferableAction action, CompiledDescription description, RuleHits hits, boolean answeredNow) {
        if (hits.concepts().stream().anyMatch(description.excluded()::contains)) {
            return Optional.empty();
        }
        return hits.signals().entrySet().stream()
                .filter(signal -> description.coversSignal(signal.getKey())
                        && (answeredNow || !description.awaits(signal.getKey())))
                .findFirst()
                .map(signal -> new Proposal(action.id(), SIGNALLED, false, signal.getKey(), signal.getValue(), null));
    }

    private static Optional<String> exampleLike(NormalizedText text, List<String> examples) {
        var line = text.line();
        return line.isEmpty()
                ? Optional.empty()
                : examples.stream()
                        .filter(example ->
                                TextNormalizer.normalize(example).line().equals(line))
                        .findFirst();
    }

    /** Says once in a conversation that one may ask for a person, where that leads anywhere. */
    private String unknown(Turn turn) {
        var said = turn.history().stream().anyMatch(entry -> entry.text().contains(ReplyWording.HINT));
        var possible = turn.actions().stream()
                .anyMatch(action -> compiledFrom(action.description()).coversRequest(Concept.HUMAN));
        var refused = turn.history().stream().anyMatch(entry -> entry.text().equals(ReplyWording.REFUSED));
        return possible && !said && !refused ? ReplyWording.UNKNOWN + " " + ReplyWording.HINT : ReplyWording.UNKNOWN;
    }

    private CompiledDescription compiledFrom(String description) {
        synchronized (compiled) {
            return compiled.computeIfAbsent(description, compiler::compile);
        }
    }

    private static final class LeastRecentlyUsed extends LinkedHashMap<String, CompiledDescription> {

        private static final long serialVersionUID = 1;

        LeastRecentlyUsed() {
            super(16, .75f, true);
        }

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, CompiledDescription> eldest) {
            return size() > DESCRIPTIONS_KEPT;
        }
    }
}
