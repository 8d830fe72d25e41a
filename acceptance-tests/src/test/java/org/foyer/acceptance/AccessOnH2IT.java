package org.foyer.acceptance;

import java.net.URI;

class AccessOnH2IT extends AccessContract {
    @Override
    URI url() {
        return Running.onH2().url();
    }
}
