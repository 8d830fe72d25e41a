package org.foyer.acceptance;

import java.net.URI;

class PeopleOnPostgresIT extends PeopleContract {
    @Override
    URI url() {
        return Running.onPostgres().url();
    }
}
