package org.foyer.acceptance;

import java.net.URI;

class AccessOnPostgresIT extends AccessContract {
    @Override
    URI url() {
        return Running.onPostgres().url();
    }
}
