package org.foyer.acceptance;

import java.net.URI;

class AnalyticsOnPostgresIT extends AnalyticsContract {
    @Override
    URI url() {
        return Running.onPostgres().url();
    }
}
