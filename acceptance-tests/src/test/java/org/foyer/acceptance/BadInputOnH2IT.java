package org.foyer.acceptance;

class BadInputOnH2IT extends BadInputContract {
    @Override
    FoyerProcess installation() {
        return Running.onH2();
    }
}
