package org.foyer.contacts.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.foyer.platform.jobs.Nightly;

/** Every night: deletes contacts that were kept long enough, and what imports keep for a while only. */
@ApplicationScoped
class ContactRetention implements Nightly {
    private RetentionService retention;
    private ImportsService imports;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected ContactRetention() {}

    @Inject
    ContactRetention(RetentionService retention, ImportsService imports) {
        this.retention = retention;
        this.imports = imports;
    }

    @Override
    public String name() {
        return "contacts.retention";
    }

    @Override
    public boolean step() {
        return retention.step() || imports.tidy();
    }
}
