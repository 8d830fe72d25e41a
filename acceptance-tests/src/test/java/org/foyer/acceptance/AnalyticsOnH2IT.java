package org.foyer.acceptance;

import java.net.URI;

class AnalyticsOnH2IT extends AnalyticsContract {
    @Override
    URI url() {
        return Running.onH2().url();
    }
}
