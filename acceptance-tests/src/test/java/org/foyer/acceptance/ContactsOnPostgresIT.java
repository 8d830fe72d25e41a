package org.foyer.acceptance;

import java.net.URI;

class ContactsOnPostgresIT extends ContactsContract {
    @Override
    URI url() {
        return Running.onPostgres().url();
    }
}
