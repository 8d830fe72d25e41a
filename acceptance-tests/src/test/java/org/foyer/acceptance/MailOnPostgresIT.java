package org.foyer.acceptance;

import java.net.URI;

class MailOnPostgresIT extends MailContract {
    @Override
    URI url() {
        return Running.onPostgres().url();
    }
}
