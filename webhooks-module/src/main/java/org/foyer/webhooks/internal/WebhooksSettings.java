package org.foyer.webhooks.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The context's settings, checked when they are first read. */
@ApplicationScoped
class WebhooksSettings {
    private boolean allowPrivate;
    private Duration logLifetime;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected WebhooksSettings() {}

    /**
     * Takes the settings.
     *
     * @param allowPrivate whether http and addresses that are not public may be sent to
     * @param logLifetime how long deliveries are listed that are delivered or dead
     */
    @Inject
    WebhooksSettings(
            @ConfigProperty(name = "foyer.webhooks.allow.private", defaultValue = "false") boolean allowPrivate,
            @ConfigProperty(name = "foyer.webhooks.log.lifetime", defaultValue = "P30D") Duration logLifetime) {
        if (logLifetime.compareTo(Duration.ofDays(4)) < 0) {
            throw new IllegalArgumentException(
                    "foyer.webhooks.log.lifetime must be at least P4D: so long a delivery may be tried");
        }
        this.allowPrivate = allowPrivate;
        this.logLifetime = logLifetime;
    }

    boolean allowPrivate() {
        return allowPrivate;
    }

    Duration logLifetime() {
        return logLifetime;
    }
}
