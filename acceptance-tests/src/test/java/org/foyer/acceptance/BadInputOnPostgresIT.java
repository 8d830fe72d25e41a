package org.foyer.acceptance;

import java.net.URI;

class BadInputOnPostgresIT extends BadInputContract {
    @Override
    URI url() {
        return Running.onPostgres().url();
    }
}
