package org.foyer.acceptance;

import java.net.URI;

class IdentityOnH2IT extends IdentityContract {
    @Override
    URI url() {
        return Running.onH2().url();
    }
}
