package org.foyer.acceptance;

class ContactSearchOnH2IT extends ContactSearchContract {
    @Override
    FoyerProcess installation() {
        return Running.onH2();
    }
}
