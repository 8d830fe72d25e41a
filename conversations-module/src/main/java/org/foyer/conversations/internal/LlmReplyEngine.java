package org.foyer.conversations.internal;

import java.util.ArrayList;
import java.util.function.Consumer;
import org.foyer.contracts.actions.AgentView;
import org.foyer.contracts.actions.ModelEndpoint;

/**
 * The engine that asks a language model, for one turn. The model proposes by calling the tool of an enabled action; any
 * other call is as if it were not there. Whether the visitor asked for it in so many words, which overrides limits, is not
 * for the model to say, since a visitor can talk it into anything: that is what the embedded engine found.
 */
final class LlmReplyEngine implements ReplyEngine {
    static final String NAME = "llm";

    /** A model does not say how sure it is. Its call is enough for a form whatever the sensitivity. */
    private static final double CALLED = .80;

    private final ModelCalls calls;
    private final ModelEndpoint endpoint;
    private final AgentView agent;
    private final EngineReply embedded;
    private final Consumer<String> tokens;

    /**
     * For one turn.
     *
     * @param embedded what the embedded engine makes of the same turn
     * @param tokens gets the text as it comes
     */
    LlmReplyEngine(
            ModelCalls calls, ModelEndpoint endpoint, AgentView agent, EngineReply embedded, Consumer<String> tokens) {
        this.calls = calls;
        this.endpoint = endpoint;
        this.agent = agent;
        this.embedded = embedded;
        this.tokens = tokens;
    }

    @Override
    public String name() {
        return NAME;
    }

    /** @throws ModelFailure if the model gave no reply that can be used; tokens may have been shown all the same */
    @Override
    public EngineReply reply(Turn turn) {
        var prompt = new LlmPrompt(agent, turn);
        var said = calls.ask(endpoint, prompt.messages(), prompt.tools(), new ModelText(agent.systemPrompt(), tokens));
        var proposals = new ArrayList<Proposal>();
        for (var action : turn.actions()) {
            if (said.tools().contains(action.name()) && !excluded(action, turn.text())) {
                proposals.add(proposal(action));
            }
        }
        if (!said.text().isEmpty()) {
            return new EngineReply(said.text(), proposals, RefusalKind.NONE, said.text());
        }
        if (proposals.isEmpty()) {
            // nothing but calls of tools there are not, or on a message on which the operator wants none
            throw new ModelFailure(ModelOutcome.EMPTY);
        }
        return new EngineReply(ReplyWording.offering(proposals.get(0)), proposals, RefusalKind.NONE);
    }

    private Proposal proposal(OfferableAction action) {
        return embedded.proposals().stream()
                .filter(proposal -> proposal.actionId().equals(action.id()))
                .findFirst()
                .map(found -> new Proposal(
                        action.id(),
                        Math.max(CALLED, found.score()),
                        found.explicitRequest(),
                        found.concept(),
                        "tool call",
                        found.nearestExample()))
                .orElseGet(() -> new Proposal(action.id(), CALLED, false, null, "tool call", null));
    }

    // The operator's word against the model's.
    private static boolean excluded(OfferableAction action, String text) {
        var line = TextNormalizer.normalize(text).line();
        return !line.isEmpty()
                && action.dontOfferExamples().stream()
                        .anyMatch(example ->
                                TextNormalizer.normalize(example).line().equals(line));
    }
}
