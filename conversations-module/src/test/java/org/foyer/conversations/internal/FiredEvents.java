package org.foyer.conversations.internal;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.foyer.contracts.conversations.ConversationsEvent;
import org.foyer.contracts.conversations.LeadFormOffered;
import org.foyer.contracts.conversations.LeadSubmitted;
import org.foyer.contracts.conversations.VisitorIdentified;

/** Keeps what was fired, in order. */
final class FiredEvents implements Event<ConversationsEvent> {
    private final List<ConversationsEvent> fired = new CopyOnWriteArrayList<>();

    List<LeadSubmitted> leadsSubmitted() {
        return fired.stream()
                .filter(LeadSubmitted.class::isInstance)
                .map(LeadSubmitted.class::cast)
                .toList();
    }

    List<VisitorIdentified> identifications() {
        return fired.stream()
                .filter(VisitorIdentified.class::isInstance)
                .map(VisitorIdentified.class::cast)
                .toList();
    }

    List<LeadFormOffered> formsOffered() {
        return fired.stream()
                .filter(LeadFormOffered.class::isInstance)
                .map(LeadFormOffered.class::cast)
                .toList();
    }

    <T extends ConversationsEvent> List<T> of(Class<T> type) {
        return fired.stream().filter(type::isInstance).map(type::cast).toList();
    }

    @Override
    public void fire(ConversationsEvent event) {
        fired.add(event);
    }

    @Override
    public <U extends ConversationsEvent> CompletionStage<U> fireAsync(U event) {
        throw new UnsupportedOperationException("events are fired in the publisher's transaction");
    }

    @Override
    public <U extends ConversationsEvent> CompletionStage<U> fireAsync(U event, NotificationOptions options) {
        throw new UnsupportedOperationException("events are fired in the publisher's transaction");
    }

    @Override
    public Event<ConversationsEvent> select(Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <U extends ConversationsEvent> Event<U> select(Class<U> subtype, Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <U extends ConversationsEvent> Event<U> select(TypeLiteral<U> subtype, Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }
}
