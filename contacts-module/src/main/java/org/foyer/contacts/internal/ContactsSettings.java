package org.foyer.contacts.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The context's settings, checked when they are first read. */
@ApplicationScoped
class ContactsSettings {
    private Duration searchTimeLimit;
    private Duration exportLifetime;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected ContactsSettings() {}

    /**
     * Takes the settings.
     *
     * @param searchTimeLimit how long the statements of one search may take
     * @param exportLifetime how long the file of a background export is kept
     */
    @Inject
    ContactsSettings(
            @ConfigProperty(name = "foyer.contacts.search.time.limit", defaultValue = "PT10S") Duration searchTimeLimit,
            @ConfigProperty(name = "foyer.contacts.export.lifetime", defaultValue = "PT24H") Duration exportLifetime) {
        if (searchTimeLimit.toMillis() < 1) {
            throw new IllegalArgumentException("foyer.contacts.search.time.limit must be at least a millisecond");
        }
        if (exportLifetime.isNegative() || exportLifetime.isZero()) {
            throw new IllegalArgumentException("foyer.contacts.export.lifetime must be positive");
        }
        this.searchTimeLimit = searchTimeLimit;
        this.exportLifetime = exportLifetime;
    }

    Duration searchTimeLimit() {
        return searchTimeLimit;
    }

    Duration exportLifetime() {
        return exportLifetime;
    }
}
