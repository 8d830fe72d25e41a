package org.foyer.acceptance;

class ContactSearchOnPostgresIT extends ContactSearchContract {
    @Override
    FoyerProcess installation() {
        return Running.onPostgres();
    }
}
