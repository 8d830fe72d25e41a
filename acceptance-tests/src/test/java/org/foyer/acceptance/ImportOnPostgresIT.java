package org.foyer.acceptance;

import java.net.URI;

class ImportOnPostgresIT extends ImportContract {
    @Override
    URI url() {
        return Running.onPostgres().url();
    }
}
