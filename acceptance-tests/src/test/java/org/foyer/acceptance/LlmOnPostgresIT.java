package org.foyer.acceptance;

import java.net.URI;

class LlmOnPostgresIT extends LlmContract {
    @Override
    URI url() {
        return Running.onPostgres().url();
    }
}
