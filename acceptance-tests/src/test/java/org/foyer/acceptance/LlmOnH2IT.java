package org.foyer.acceptance;

import java.net.URI;

class LlmOnH2IT extends LlmContract {
    @Override
    URI url() {
        return Running.onH2().url();
    }
}
