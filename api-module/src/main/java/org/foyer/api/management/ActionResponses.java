package org.foyer.api.management;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.foyer.contracts.actions.ActionView;
import org.foyer.contracts.conversations.Conversations;

/** An action as one flat object: what all kinds share, then the kind's own properties, then what the agent understood. */
@ApplicationScoped
class ActionResponses {
    @Inject
    Conversations conversations;

    /** Messages on which to offer, and on which not to. */
    record Examples(List<String> offer, List<String> dontOffer) {}

    Map<String, Object> of(ActionView action) {
        var flat = new LinkedHashMap<String, Object>();
        flat.put("id", action.id());
        flat.put("agent_id", action.agentId());
        flat.put("kind", action.kind());
        flat.put("name", action.name());
        flat.put("description", action.description());
        flat.put("mode", action.mode());
        flat.put("enabled", action.enabled());
        flat.put("sensitivity", action.sensitivity());
        flat.put("examples", new Examples(action.offerExamples(), action.dontOfferExamples()));
        flat.putAll(action.properties());
        flat.put("understood_as", conversations.understoodAs(action.description()));
        flat.put("created_at", action.createdAt());
        flat.put("updated_at", action.updatedAt());
        return flat;
    }
}
