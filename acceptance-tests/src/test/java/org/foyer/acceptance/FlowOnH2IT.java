package org.foyer.acceptance;

import java.net.URI;

class FlowOnH2IT extends FlowContract {
    @Override
    URI url() {
        return Running.onH2().url();
    }
}
