package org.foyer.actions.internal;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.foyer.contracts.actions.ActionsEvent;

/** Keeps what a service fires. */
final class FiredEvents implements Event<ActionsEvent> {
    private final List<ActionsEvent> fired = new CopyOnWriteArrayList<>();

    /** All that were fired since they were asked for last. */
    List<ActionsEvent> taken() {
        var taken = new ArrayList<>(fired);
        fired.clear();
        return taken;
    }

    @Override
    public void fire(ActionsEvent event) {
        fired.add(event);
    }

    @Override
    public <U extends ActionsEvent> CompletionStage<U> fireAsync(U event) {
        throw new UnsupportedOperationException("events are fired in the publisher's transaction");
    }

    @Override
    public <U extends ActionsEvent> CompletionStage<U> fireAsync(U event, NotificationOptions options) {
        throw new UnsupportedOperationException("events are fired in the publisher's transaction");
    }

    @Override
    public Event<ActionsEvent> select(Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <U extends ActionsEvent> Event<U> select(Class<U> subtype, Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <U extends ActionsEvent> Event<U> select(TypeLiteral<U> subtype, Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }
}
