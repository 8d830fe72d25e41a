package org.foyer.acceptance;

class LiveOnH2IT extends LiveContract {
    @Override
    FoyerProcess foyer() {
        return Running.onH2();
    }
}
