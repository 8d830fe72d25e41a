package org.foyer.conversations.internal;

import java.util.Locale;
import org.foyer.contracts.actions.ActionView;
import org.foyer.contracts.actions.FormField;
import org.foyer.contracts.actions.LeadCollection;

/** An action the agent may take, with the form it would show; as the engine and as the policy see it. */
record OfferChoice(ActionView action, LeadCollection collection) {
    OfferableAction offerable() {
        return new OfferableAction(
                action.id(),
                action.kind(),
                action.name(),
                action.description(),
                OfferMode.valueOf(action.mode().toUpperCase(Locale.ROOT)),
                Sensitivity.valueOf(action.sensitivity().toUpperCase(Locale.ROOT)),
                action.offerExamples(),
                action.dontOfferExamples());
    }

    OfferSituation.ActionState state(EngineReply reply) {
        return new OfferSituation.ActionState(
                action.id(),
                action.name(),
                action.enabled(),
                offerable().mode(),
                offerable().sensitivity(),
                collection.fields().stream().map(FormField::name).toList(),
                reply.proposals().stream()
                        .filter(proposal -> proposal.actionId().equals(action.id()))
                        .findFirst()
                        .orElse(null));
    }
}
