package org.foyer.acceptance;

import java.net.URI;

class BadInputOnH2IT extends BadInputContract {
    @Override
    URI url() {
        return Running.onH2().url();
    }
}
