package org.foyer.contacts.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.foyer.platform.jobs.Job;
import org.foyer.platform.jobs.Nightly;
import org.foyer.platform.table.SpooledFile;

/**
 * Makes the files of exports, and removes them in the night after they expired. A file is one step: it is one snapshot,
 * which no other transaction can go on with, so after a crash it is made anew.
 */
@ApplicationScoped
class ContactExportJob implements Job, Nightly {
    private static final String NAME = "contacts.export";

    private ContactExportsService exports;

    @Inject
    ContactExportJob(ContactExportsService exports) {
        this.exports = exports;
    }

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected ContactExportJob() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public boolean step(UUID id) {
        var format = exports.begin(id);
        if (format.isEmpty()) {
            return false;
        }
        var file = SpooledFile.write(
                "contacts",
                format.get(),
                out -> exports.make(id, out, (rows, total) -> exports.wrote(id, rows, total)));
        try {
            exports.keep(id, file);
        } finally {
            file.remove();
        }
        return false;
    }

    @Override
    public void givenUp(UUID id, String reason) {
        exports.failed(id);
    }

    @Override
    public boolean step() {
        return exports.removeExpired();
    }
}
