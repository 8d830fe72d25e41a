package org.foyer.acceptance;

class BadInputOnPostgresIT extends BadInputContract {
    @Override
    FoyerProcess installation() {
        return Running.onPostgres();
    }
}
