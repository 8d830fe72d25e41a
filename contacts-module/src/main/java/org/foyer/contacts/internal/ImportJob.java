package org.foyer.contacts.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.foyer.platform.jobs.Job;

/** Imports and undoes imports, a piece at a time. */
@ApplicationScoped
class ImportJob implements Job {
    private ImportsService imports;

    @Inject
    ImportJob(ImportsService imports) {
        this.imports = imports;
    }

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected ImportJob() {}

    @Override
    public String name() {
        return "contacts.import";
    }

    @Override
    public boolean step(UUID id) {
        var more = imports.step(id);
        if (!more) {
            imports.releaseFile(id);
        }
        return more;
    }

    @Override
    public void givenUp(UUID id, String reason) {
        imports.givenUp(id);
    }
}
