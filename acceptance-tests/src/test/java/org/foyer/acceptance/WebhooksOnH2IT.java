package org.foyer.acceptance;

import java.net.URI;

class WebhooksOnH2IT extends WebhooksContract {
    @Override
    URI url() {
        return Running.onH2().url();
    }
}
