package org.foyer.acceptance;

import java.net.URI;

class SettingsOnPostgresIT extends SettingsContract {
    @Override
    URI url() {
        return Running.onPostgres().url();
    }
}
