package org.foyer.workspace.internal;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.foyer.contracts.workspace.WorkspaceEvent;

/** Keeps what is fired. */
record FiredEvents(List<WorkspaceEvent> fired) implements Event<WorkspaceEvent> {
    @Override
    public void fire(WorkspaceEvent event) {
        fired.add(event);
    }

    @Override
    public <U extends WorkspaceEvent> CompletionStage<U> fireAsync(U event) {
        throw new UnsupportedOperationException("events are fired in the publisher's transaction");
    }

    @Override
    public <U extends WorkspaceEvent> CompletionStage<U> fireAsync(U event, NotificationOptions options) {
        throw new UnsupportedOperationException("events are fired in the publisher's transaction");
    }

    @Override
    public Event<WorkspaceEvent> select(Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <U extends WorkspaceEvent> Event<U> select(Class<U> subtype, Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <U extends WorkspaceEvent> Event<U> select(TypeLiteral<U> subtype, Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }
}
