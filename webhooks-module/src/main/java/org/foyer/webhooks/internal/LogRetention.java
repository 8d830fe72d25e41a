package org.foyer.webhooks.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.foyer.platform.jobs.Nightly;

/** Every night: deletes deliveries that were listed long enough, and secrets that sign no more. */
@ApplicationScoped
class LogRetention implements Nightly {
    private DeliveriesService deliveries;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected LogRetention() {}

    @Inject
    LogRetention(DeliveriesService deliveries) {
        this.deliveries = deliveries;
    }

    @Override
    public String name() {
        return "webhooks.retention";
    }

    @Override
    public boolean step() {
        return deliveries.clear();
    }
}
