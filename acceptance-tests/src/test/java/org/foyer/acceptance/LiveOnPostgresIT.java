package org.foyer.acceptance;

class LiveOnPostgresIT extends LiveContract {
    @Override
    FoyerProcess foyer() {
        return Running.onPostgres();
    }
}
