package org.foyer.api.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.annotation.Gauge;
import org.foyer.contracts.conversations.LeadFormOffered;
import org.foyer.contracts.conversations.LeadSubmitted;
import org.foyer.platform.delivery.DeliveryStatus;

/** What operators watch, at /metrics. */
@ApplicationScoped
public class Measures {
    @Inject
    private MetricRegistry registry;

    @Inject
    private DeliveryStatus deliveries;

    void count(@Observes(during = TransactionPhase.AFTER_SUCCESS) LeadFormOffered event) {
        registry.counter("foyer_forms_offered").inc();
    }

    void count(@Observes(during = TransactionPhase.AFTER_SUCCESS) LeadSubmitted event) {
        registry.counter("foyer_leads_submitted").inc();
    }

    @Gauge(name = "foyer_oldest_undelivered_event", absolute = true, unit = "seconds")
    public long oldestUndeliveredEvent() {
        return deliveries.oldestDue().toSeconds();
    }

    @Gauge(name = "foyer_dead_deliveries", absolute = true, unit = "none")
    public long deadDeliveries() {
        return deliveries.dead();
    }
}
