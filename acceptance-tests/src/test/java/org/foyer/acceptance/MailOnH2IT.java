package org.foyer.acceptance;

import java.net.URI;

class MailOnH2IT extends MailContract {
    @Override
    URI url() {
        return Running.onH2().url();
    }
}
