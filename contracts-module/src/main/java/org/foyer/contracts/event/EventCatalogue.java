package org.foyer.contracts.event;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.foyer.contracts.actions.ActionsEvent;
import org.foyer.contracts.contacts.ContactsEvent;
import org.foyer.contracts.conversations.ConversationsEvent;
import org.foyer.contracts.webhooks.WebhooksEvent;
import org.foyer.contracts.workspace.WorkspaceEvent;

/** Every event there is, by its stored name. A context adds its sealed interface here once. */
public final class EventCatalogue {
    private static final List<Class<?>> CONTEXTS = List.of(
            ActionsEvent.class,
            ContactsEvent.class,
            ConversationsEvent.class,
            WebhooksEvent.class,
            WorkspaceEvent.class);

    private static final Map<String, Class<? extends DomainEvent>> BY_NAME = CONTEXTS.stream()
            .flatMap(context -> Stream.of(context.getPermittedSubclasses()))
            .map(type -> type.<DomainEvent>asSubclass(DomainEvent.class))
            .collect(Collectors.toUnmodifiableMap(EventCatalogue::nameOf, Function.identity()));

    private EventCatalogue() {}

    /** The stored name of an event type; an {@link IllegalArgumentException} if it carries none. */
    public static String nameOf(Class<? extends DomainEvent> type) {
        var name = type.getAnnotation(EventName.class);
        if (name == null) {
            throw new IllegalArgumentException(type + " carries no @EventName");
        }
        return name.value();
    }

    /** The event type stored under this name; an {@link IllegalArgumentException} if there is none (any more). */
    public static Class<? extends DomainEvent> typeOf(String name) {
        var type = BY_NAME.get(name);
        if (type == null) {
            throw new IllegalArgumentException("no event is named " + name);
        }
        return type;
    }
}
