package org.foyer.acceptance;

import java.net.URI;

class SettingsOnH2IT extends SettingsContract {
    @Override
    URI url() {
        return Running.onH2().url();
    }
}
