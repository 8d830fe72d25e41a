package org.foyer.api.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.eclipse.microprofile.metrics.MetricRegistry;
import org.eclipse.microprofile.metrics.Tag;
import org.foyer.api.live.Live;
import org.foyer.contracts.conversations.LeadFormOffered;
import org.foyer.contracts.conversations.LeadSubmitted;
import org.foyer.contracts.conversations.ModelCalled;
import org.foyer.contracts.webhooks.DeliveryAttempted;
import org.foyer.contracts.webhooks.WebhookSending;
import org.foyer.platform.delivery.DeliveryEngine;
import org.foyer.platform.delivery.DeliveryStatus;
import org.foyer.platform.mail.Mailer;

/** What operators watch, at /metrics. */
@ApplicationScoped
public class Measures {
    private static final double NANOS_PER_SECOND = 1e9;

    @Inject
    private MetricRegistry registry;

    @Inject
    private DeliveryStatus deliveries;

    @Inject
    private WebhookSending webhooks;

    @Inject
    private DeliveryEngine engine;

    @Inject
    private Mailer mailer;

    @Inject
    private Live live;

    private final List<String> registered = new ArrayList<>();

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
        gauge(
                "foyer_oldest_undelivered_event_seconds",
                () -> deliveries.oldestDue().toSeconds());
        gauge("foyer_undelivered_events", deliveries::waiting);
        gauge("foyer_dead_deliveries", deliveries::dead);
        gauge("foyer_retrying_tasks", deliveries::retrying);
        gauge("foyer_deliveries_made", engine::made);
        gauge("foyer_delivery_attempts_failed", engine::failed);
        gauge("foyer_pool_wait_seconds", () -> deliveries.poolWait().toNanos() / NANOS_PER_SECOND);
        gauge("foyer_mails_sent", mailer::sent);
        gauge("foyer_mails_failed", mailer::failed);
        gauge("foyer_dead_webhook_deliveries", webhooks::dead);
        gauge("foyer_oldest_due_webhook_delivery_seconds", () -> webhooks.oldestDue()
                .toSeconds());
        gauge("foyer_live_streams", live::open);
    }

    private void gauge(String name, Supplier<Number> value) {
        registry.gauge(name, value);
        registered.add(name);
    }

    void stop() {
        registered.forEach(registry::remove);
        registered.clear();
    }
}
