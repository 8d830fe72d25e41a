package org.foyer.api.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.foyer.api.live.Live;
import org.foyer.contracts.conversations.LeadFormOffered;
import org.foyer.contracts.conversations.LeadSubmitted;
import org.foyer.contracts.conversations.ModelCalled;
import org.foyer.contracts.webhooks.DeliveryAttempted;
import org.foyer.contracts.webhooks.WebhookSending;
import org.foyer.platform.delivery.DeliveryStatus;

/** What operators watch, at /metrics. */
@ApplicationScoped
public class Measures {
    @Inject
    private MetricRegistry registry;

    @Inject
    private DeliveryStatus deliveries;

    @Inject
    private WebhookSending webhooks;

    @Inject
    private Live live;

    void count(@Observes(during = TransactionPhase.AFTER_SUCCESS) LeadFormOffered event) {
        registry.counter("foyer_forms_offered").inc();
    }

    void count(@Observes(during = TransactionPhase.AFTER_SUCCESS) LeadSubmitted event) {
        registry.counter("foyer_leads_submitted").inc();
    }

    void count(@Observes ModelCalled call) {
        registry.counter("foyer_llm_calls", new Tag("outcome", call.outcome())).inc();
        if (call.called()) {
            registry.timer("foyer_llm_call").update(call.took());
        }
    }

    void count(@Observes(during = TransactionPhase.AFTER_SUCCESS) DeliveryAttempted event) {
        registry.counter("foyer_webhook_attempts", new Tag("outcome", event.outcome()))
                .inc();
    }

    /** Registers what is measured when it is asked for; called once the application is up. */
    void start() {
        registry.gauge(
                "foyer_oldest_undelivered_event_seconds",
                () -> deliveries.oldestDue().toSeconds());
        registry.gauge("foyer_dead_deliveries", deliveries::dead);
        registry.gauge("foyer_dead_webhook_deliveries", webhooks::dead);
        registry.gauge("foyer_oldest_due_webhook_delivery_seconds", () -> webhooks.oldestDue()
                .toSeconds());
        registry.gauge("foyer_live_streams", live::open);
    }

    void stop() {
        registry.remove("foyer_oldest_undelivered_event_seconds");
        registry.remove("foyer_dead_deliveries");
        registry.remove("foyer_dead_webhook_deliveries");
        registry.remove("foyer_oldest_due_webhook_delivery_seconds");
        registry.remove("foyer_live_streams");
    }
}
