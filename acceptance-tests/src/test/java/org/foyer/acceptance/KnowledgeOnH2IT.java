package org.foyer.acceptance;

import java.net.URI;

class KnowledgeOnH2IT extends KnowledgeContract {
    @Override
    URI url() {
        return Running.onH2().url();
    }
}
