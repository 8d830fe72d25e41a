package org.foyer.acceptance;

import java.net.URI;

class ContactsOnH2IT extends ContactsContract {
    @Override
    URI url() {
        return Running.onH2().url();
    }
}
