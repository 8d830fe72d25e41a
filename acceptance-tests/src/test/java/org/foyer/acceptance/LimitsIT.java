package org.foyer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** On PostgreSQL without demo and with narrow limits: what a caller may do, and what a stranger may try. */
class LimitsIT {
    private static final int QUOTA = 40;

    @Test
    void limitsCallersByWhoTheyAreAndStrangersByAddress() {
        var settings = new HashMap<>(Running.postgres().create().environment());
        settings.put("FOYER_ADMIN_PASSWORD", Team.PASSWORD);
        settings.put("FOYER_API_RATE_LIMIT", String.valueOf(QUOTA));
        settings.put("FOYER_PUBLIC_URL", "https://chat.example.com/");
        try (var foyer = FoyerProcess.start(settings)) {
            setsASecureCookieAndLinksToThePublicAddress(foyer);
            assertThat(Api.at(foyer.url()).outsideContract("GET", "/demo", null).body())
                    .as("no demo agent on PostgreSQL")
                    .contains("FOYER_DEMO")
                    .doesNotContain("data-agent=\"0");

            saysHowLongGuessingIsOver(foyer);
            var team = Team.signIn(foyer.url());
            assertThat(Api.untilTooMany(200, 200, () -> team.key().get("/api/v1/me"))
                            .header("Retry-After"))
                    .matches("[1-9]\\d?");
            team.session().get("/api/v1/me").expecting(200);

            var guesses = new AtomicInteger();
            assertThat(Api.untilTooMany(QUOTA * 3 + 1, 401, () -> Api.at(foyer.url())
                                    .bearing("fyr_live_guess" + guesses.incrementAndGet())
                                    .get("/api/v1/me"))
                            .problem())
                    .as("a made-up key buys no quota of its own")
                    .isEqualTo("/problems/too-many-requests");
            team.session().get("/api/v1/me").expecting(200);
        }
    }

    // TLS ends at a proxy: what the operator says of the public address counts, no header does
    private static void setsASecureCookieAndLinksToThePublicAddress(FoyerProcess foyer) {
        var opened = Api.at(foyer.url())
                .with("X-Forwarded-Proto", "http")
                .post("/api/v1/session", "{\"email\":\"" + Team.EMAIL + "\",\"password\":\"" + Team.PASSWORD + "\"}")
                .expecting(201);
        assertThat(opened.header("Set-Cookie")).contains("Secure").contains("HttpOnly");
        var invited = Team.sessionOf(foyer.url(), opened)
                .post("/api/v1/members", "{\"email\":\"ada@example.com\",\"role\":\"viewer\"}")
                .expecting(201)
                .json();
        assertThat(invited.path("invitation_url").asText())
                .isEqualTo("https://chat.example.com/#/invitation?token="
                        + invited.path("token").asText());
    }

    // fifteen minutes, although the limit of requests a minute has more to give at once
    private static void saysHowLongGuessingIsOver(FoyerProcess foyer) {
        var guess = "{\"email\":\"guessed@example.com\",\"password\":\"wrong-password\"}";
        for (int i = 0; i < 10; i++) {
            Api.at(foyer.url()).post("/api/v1/session", guess).expecting(401);
        }
        assertThat(Api.at(foyer.url())
                        .post("/api/v1/session", guess)
                        .expecting(429)
                        .header("Retry-After"))
                .isEqualTo("900");
    }
}
