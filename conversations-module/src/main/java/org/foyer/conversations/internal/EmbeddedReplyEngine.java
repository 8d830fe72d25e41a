package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The engine that needs nothing but itself: no key, no network, no model. It proposes the actions whose description
 * names what the visitor asks for, knows the operator's example messages by their words, and otherwise says honestly
 * that it cannot answer. Only the visitor's newest message is scored, never the agent's own words; the same transcript
 * always gets the same reply.
 */
@ApplicationScoped
class EmbeddedReplyEngine implements ReplyEngine {

    private static final double REQUESTED = 1.0;
    private static final double EXAMPLE = .95;
    private static final double SIGNALLED = .50;
    private static final int DESCRIPTIONS_KEPT = 256;

    private MeaningModels meanings;
    private MessageRules rules;
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

    @Override
    public EngineReply reply(Turn turn) {
        var hits = rules.match(turn.text());
        if (hits.refuses()) {
            return new EngineReply(ReplyWording.REFUSED, List.of(), hits.refusal());
        }
        var text = TextNormalizer.normalize(turn.text());
        var proposals = new ArrayList<Proposal>();
        for (var action : turn.actions()) {
            propose(action, turn.text(), text, hits)
                    .filter(proposal -> proposal.score() >= action.sensitivity().asksFrom())
                    .ifPresent(proposals::add);
        }
        proposals.sort(Comparator.comparing(Proposal::explicitRequest)
                .thenComparing(Proposal::score)
                .reversed());
        return new EngineReply(text(turn, text, proposals), proposals, RefusalKind.NONE);
    }

    /** What speaks most for the action: the operator's own word, then a request, then what is like one. */
    private Optional<Proposal> propose(OfferableAction action, String typed, NormalizedText text, RuleHits hits) {
        if (exampleLike(text, action.dontOfferExamples()).isPresent()) {
            return Optional.empty();
        }
        var description = compiledFrom(action.description());
        var example = exampleLike(text, action.offerExamples());
        if (hits.concepts().stream().noneMatch(description.excluded()::contains)) {
            for (var request : hits.requests().entrySet()) {
                if (description.coversRequest(request.getKey())) {
                    return Optional.of(new Proposal(
                            action.id(), REQUESTED, true, request.getKey(), request.getValue(), example.orElse(null)));
                }
            }
        }
        if (example.isPresent()) {
            return Optional.of(new Proposal(action.id(), EXAMPLE, false, null, "operator's example", example.get()));
        }
        var alike = alike(action, description, typed);
        var signal = signal(action, description, hits);
        return alike.isPresent() && signal.isPresent()
                ? alike.get().score() >= signal.get().score() ? alike : signal
                : alike.or(() -> signal);
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

    private static Optional<Proposal> signal(OfferableAction action, CompiledDescription description, RuleHits hits) {
        if (hits.concepts().stream().anyMatch(description.excluded()::contains)) {
            return Optional.empty();
        }
        return hits.signals().entrySet().stream()
                .filter(signal -> description.coversSignal(signal.getKey()))
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

    private String text(Turn turn, NormalizedText text, List<Proposal> proposals) {
        if (!proposals.isEmpty()) {
            return ReplyWording.offering(proposals.get(0));
        }
        return SmallTalk.replyTo(text, turn.agentName()).orElseGet(() -> unknown(turn));
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
