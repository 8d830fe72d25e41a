package org.foyer.api.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.TransactionPhase;
import jakarta.inject.Inject;
import org.foyer.contracts.webhooks.DeliveriesDue;
import org.foyer.contracts.webhooks.WebhookSending;

/** Has webhook deliveries sent as soon as they are committed, instead of up to a second later. */
@ApplicationScoped
public class WebhookSignals {
    @Inject
    private WebhookSending webhooks;

    void wake(@Observes(during = TransactionPhase.AFTER_SUCCESS) DeliveriesDue event) {
        webhooks.wake();
    }
}
