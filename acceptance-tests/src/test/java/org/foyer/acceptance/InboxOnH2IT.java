package org.foyer.acceptance;

import java.net.URI;

class InboxOnH2IT extends InboxContract {
    @Override
    URI url() {
        return Running.onH2().url();
    }
}
