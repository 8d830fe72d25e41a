package org.foyer.acceptance;

import java.net.URI;

class PeopleOnH2IT extends PeopleContract {
    @Override
    URI url() {
        return Running.onH2().url();
    }
}
