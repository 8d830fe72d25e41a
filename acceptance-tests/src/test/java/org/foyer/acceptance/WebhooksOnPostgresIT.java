package org.foyer.acceptance;

import java.net.URI;

class WebhooksOnPostgresIT extends WebhooksContract {
    @Override
    URI url() {
        return Running.onPostgres().url();
    }
}
