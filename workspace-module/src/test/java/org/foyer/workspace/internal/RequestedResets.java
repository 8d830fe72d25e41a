package org.foyer.workspace.internal;

import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.util.TypeLiteral;
import java.lang.annotation.Annotation;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.foyer.contracts.workspace.PasswordResetRequested;

/** Keeps what is fired. */
record RequestedResets(List<PasswordResetRequested> fired) implements Event<PasswordResetRequested> {
    @Override
    public void fire(PasswordResetRequested event) {
        fired.add(event);
    }

    @Override
    public <U extends PasswordResetRequested> CompletionStage<U> fireAsync(U event) {
        throw new UnsupportedOperationException("events are fired in the publisher's transaction");
    }

    @Override
    public <U extends PasswordResetRequested> CompletionStage<U> fireAsync(U event, NotificationOptions options) {
        throw new UnsupportedOperationException("events are fired in the publisher's transaction");
    }

    @Override
    public Event<PasswordResetRequested> select(Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <U extends PasswordResetRequested> Event<U> select(Class<U> subtype, Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }

    @Override
    public <U extends PasswordResetRequested> Event<U> select(TypeLiteral<U> subtype, Annotation... qualifiers) {
        throw new UnsupportedOperationException();
    }
}
