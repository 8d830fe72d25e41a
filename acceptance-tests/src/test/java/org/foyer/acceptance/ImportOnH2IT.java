package org.foyer.acceptance;

import java.net.URI;

class ImportOnH2IT extends ImportContract {
    @Override
    URI url() {
        return Running.onH2().url();
    }
}
