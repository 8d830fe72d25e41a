package org.foyer.conversations.internal;

import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.actions.ActionKindView;
import org.foyer.contracts.actions.ActionView;
import org.foyer.contracts.actions.Actions;
import org.foyer.contracts.actions.AgentView;
import org.foyer.contracts.actions.FormField;
import org.foyer.contracts.actions.LeadCollection;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;

/** Actions in memory: what conversations ask of them, and nothing else. */
final class FakeActions implements Actions {
    /** What a {@code collect_leads} action has for a description by default. */
    static final String WHEN_ASKED = "when a visitor asks to be contacted or a person must follow up";

    static final String ON_PRICES = "when they ask about prices";
    static final String SUCCESS = "Thanks! Our team will email you.";
    static final String DISMISSED = "No problem. Ask me anything else.";

    private final Map<UUID, ActionView> actions = Collections.synchronizedMap(new LinkedHashMap<>());
    private final Map<UUID, LeadCollection> collections = Collections.synchronizedMap(new LinkedHashMap<>());

    ActionView add(AgentView agent, String description, String mode, LeadCollection collection) {
        var action = action(UUID.randomUUID(), agent.id(), "collect_leads", description, mode, true);
        actions.put(action.id(), action);
        collections.put(action.id(), collection);
        return action;
    }

    /** An action of a kind that shows no form. */
    void addOther(AgentView agent, String description) {
        var action = action(UUID.randomUUID(), agent.id(), "open_ticket", description, "auto", true);
        actions.put(action.id(), action);
    }

    void change(ActionView action, LeadCollection collection) {
        collections.put(action.id(), collection);
    }

    void switchOff(ActionView action) {
        actions.put(
                action.id(),
                action(action.id(), action.agentId(), action.kind(), action.description(), action.mode(), false));
    }

    private static ActionView action(
            UUID id, UUID agentId, String kind, String description, String mode, boolean enabled) {
        return new ActionView(
                id,
                agentId,
                kind,
                kind,
                description,
                mode,
                enabled,
                "balanced",
                List.of(),
                List.of(),
                Map.of(),
                ConversationFixture.START,
                ConversationFixture.START);
    }

    /** A form with these fields, of which the first identifying one is required, as by default. */
    static LeadCollection form(String... names) {
        return new LeadCollection(fields(names), SUCCESS, DISMISSED);
    }

    static List<FormField> fields(String... names) {
        var asked = List.of(names);
        var required = List.of("email", "phone", "name").stream()
                .filter(asked::contains)
                .findFirst();
        return Arrays.stream(names)
                .map(name -> field(name, name.equals(required.orElse(""))))
                .toList();
    }

    static FormField field(String name, boolean required) {
        var type =
                switch (name) {
                    case "email" -> "email";
                    case "phone" -> "tel";
                    default -> "text";
                };
        var label = name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
        return new FormField(name, label, type, required, "Your " + name, name.equals("phone") ? "tel" : name);
    }

    @Override
    public List<ActionView> enabled(UUID agentId) {
        synchronized (actions) {
            return actions.values().stream()
                    .filter(action -> action.agentId().equals(agentId) && action.enabled())
                    .toList();
        }
    }

    @Override
    public LeadCollection leadCollection(ActionView action) {
        var collection = collections.get(action.id());
        if (collection == null) {
            throw new IllegalArgumentException("shows no form: " + action.kind());
        }
        return collection;
    }

    @Override
    public List<ActionKindView> kinds() {
        throw new UnsupportedOperationException();
    }

    @Override
    public ActionView create(UUID workspaceId, UUID agentId, Map<String, Object> body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ActionView get(UUID workspaceId, UUID agentId, UUID actionId) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Page<ActionView> list(UUID workspaceId, UUID agentId, PageRequest page) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ActionView change(UUID workspaceId, UUID agentId, UUID actionId, Map<String, Object> body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public ActionView learn(UUID workspaceId, UUID agentId, UUID actionId, Map<String, Object> body) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void delete(UUID workspaceId, UUID agentId, UUID actionId) {
        throw new UnsupportedOperationException();
    }
}
