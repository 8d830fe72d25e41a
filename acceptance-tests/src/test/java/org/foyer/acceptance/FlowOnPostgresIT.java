package org.foyer.acceptance;

import java.net.URI;

class FlowOnPostgresIT extends FlowContract {
    @Override
    URI url() {
        return Running.onPostgres().url();
    }
}
