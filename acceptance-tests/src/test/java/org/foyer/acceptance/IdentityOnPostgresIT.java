package org.foyer.acceptance;

import java.net.URI;

class IdentityOnPostgresIT extends IdentityContract {
    @Override
    URI url() {
        return Running.onPostgres().url();
    }
}
