package org.foyer.acceptance;

import java.net.URI;

class KnowledgeOnPostgresIT extends KnowledgeContract {
    @Override
    URI url() {
        return Running.onPostgres().url();
    }
}
