package org.foyer.platform.delivery;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import org.foyer.contracts.event.DomainEvent;
import org.foyer.contracts.event.EventCatalogue;
import org.foyer.platform.jobs.JobSubmitted;
import org.foyer.platform.json.Json;

/** Writes, for every fired event, one durable delivery per {@code @Delivered} observer into the publisher's transaction. */
@ApplicationScoped
class Outbox {
    private Observers observers;
    private DeliveryEngine engine;

    @Inject
    Outbox(Observers observers, DeliveryEngine engine) {
        this.observers = observers;
        this.engine = engine;
    }

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected Outbox() {}

    void store(@Observes DomainEvent event) {
        var interested = observers.wanting(event);
        if (interested.isEmpty()) {
            return;
        }
        var name = EventCatalogue.nameOf(event.getClass());
        var json = Json.write(event);
        for (var observer : interested) {
            engine.schedule(event.eventId() + "/" + observer, new Delivery(observer, name, json), event.deliverAfter());
        }
    }

    void nudge(@Observes(during = TransactionPhase.AFTER_SUCCESS) DomainEvent event) {
        engine.nudge();
    }

    void nudge(@Observes(during = TransactionPhase.AFTER_SUCCESS) JobSubmitted job) {
        engine.nudge();
    }
}
