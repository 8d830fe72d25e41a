package org.foyer.platform.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.control.ActivateRequestContext;
import jakarta.enterprise.inject.spi.EventContext;
import jakarta.enterprise.inject.spi.EventMetadata;
import jakarta.enterprise.inject.spi.InjectionPoint;
import jakarta.enterprise.inject.spi.ObserverMethod;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.util.Set;
import org.foyer.contracts.event.DomainEvent;
import org.foyer.contracts.event.EventCatalogue;
import org.foyer.platform.json.Json;
import org.jspecify.annotations.Nullable;

/** Makes one delivery: calls one observer with one event in a transaction of its own. */
@ApplicationScoped
class Deliverer {
    private Observers observers;

    @Inject
    Deliverer(Observers observers) {
        this.observers = observers;
    }

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected Deliverer() {}

    @ActivateRequestContext
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void deliver(Delivery delivery) {
        DomainEvent event = Json.read(delivery.event(), EventCatalogue.typeOf(delivery.eventName()));
        var observer = observers.of(event).get(delivery.observer());
        if (observer == null) {
            throw new IllegalStateException("no observer is named " + delivery.observer());
        }
        notify(observer, event);
    }

    private static <T> void notify(ObserverMethod<T> observer, DomainEvent event) {
        @SuppressWarnings("unchecked") // resolution guarantees it: the observer observes a supertype of the event
        var payload = (T) event;
        observer.notify(new EventContext<T>() {
            @Override
            public T getEvent() {
                return payload;
            }

            @Override
            public EventMetadata getMetadata() {
                return new Metadata(observer.getObservedQualifiers(), event.getClass());
            }
        });
    }

    private record Metadata(Set<Annotation> qualifiers, Type type) implements EventMetadata {
        @Override
        public Set<Annotation> getQualifiers() {
            return qualifiers;
        }

        @Override
        @SuppressWarnings("NullAway") // CDI: null for an event not fired from an injected Event
        public @Nullable InjectionPoint getInjectionPoint() {
            return null;
        }

        @Override
        public Type getType() {
            return type;
        }
    }
}
