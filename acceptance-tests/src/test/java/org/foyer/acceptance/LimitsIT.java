package org.foyer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import org.junit.jupiter.api.Test;

/** On PostgreSQL without demo and with narrow limits: what a caller may do, and what a stranger may try. */
class LimitsIT {
    private static final int QUOTA = 40;

    @Test
    void limitsCallersByWhoTheyAreAndStrangersByAddress() {
        var settings = new HashMap<>(Running.postgres().create().environment());
        settings.put("FOYER_ADMIN_PASSWORD", Team.PASSWORD);
        settings.put("FOYER_API_RATE_LIMIT", String.valueOf(QUOTA));
        try (var foyer = FoyerProcess.start(settings)) {
            assertThat(Api.at(foyer.url()).outsideContract("GET", "/demo", null).body())
                    .as("no demo agent on PostgreSQL")
                    .contains("FOYER_DEMO")
                    .doesNotContain("data-agent=\"0");

            var team = Team.signIn(foyer.url());
            exhaust(team.key(), 200);
            assertThat(team.key().get("/api/v1/me").expecting(429).header("Retry-After"))
                    .matches("[1-9]\\d?");
            team.session().get("/api/v1/me").expecting(200);

            for (int i = 0; i < QUOTA * 3; i++) {
                Api.at(foyer.url()).bearing("fyr_live_guess" + i).outsideContract("GET", "/api/v1/me", null);
            }
            assertThat(Api.at(foyer.url())
                            .bearing("fyr_live_one-more")
                            .get("/api/v1/me")
                            .expecting(429)
                            .problem())
                    .as("a made-up key buys no quota of its own")
                    .isEqualTo("/problems/too-many-requests");
            team.session().get("/api/v1/me").expecting(200);
        }
    }

    private static void exhaust(Api api, int tries) {
        for (int i = 0; i < tries; i++) {
            if (api.get("/api/v1/me").status() == 429) {
                return;
            }
        }
        throw new AssertionError("no limit within " + tries + " requests");
    }
}
