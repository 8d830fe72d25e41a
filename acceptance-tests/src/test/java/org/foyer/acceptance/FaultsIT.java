package org.foyer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What was acknowledged outlives a process that is killed. */
@Tag("faults")
class FaultsIT {
    @Test
    void deliversAfterARestartWhatWasCommittedBeforeAKill() throws Exception {
        var database = Running.postgres().create();
        try (var foyer = FoyerProcess.start(Running.settings(database.environment()));
                var connection = DriverManager.getConnection(database.url(), database.user(), database.password())) {
            var team = Team.signIn(foyer.url());
            var guest = team.visit(team.agentThatCollects(""));
            var form = guest.askForForm();
            // contacts can't be written while this lock is held, so the delivery can't have happened when we kill
            connection.setAutoCommit(false);
            try (var lock = connection.createStatement()) {
                lock.execute("lock table contacts.contact in exclusive mode");
            }
            var lead = guest.submit(form, "{\"email\":\"kept@example.com\"}")
                    .expecting(201)
                    .json()
                    .path("lead_id")
                    .asText();
            foyer.kill9();
            connection.rollback();

            foyer.restart();

            var again = Team.signIn(foyer.url());
            Waiting.until("the lead that was acknowledged has its contact", () -> !again.key()
                    .get("/api/v1/leads/" + lead)
                    .json()
                    .path("contact_id")
                    .isNull());
            assertThat(guest.texts()).contains("Thanks — we'll be in touch!");
        }
    }

    @Test
    void losesNoAcknowledgedLeadOfAKilledProcessOnH2() {
        try (var foyer = FoyerProcess.start(Running.settings(Map.of()))) {
            var team = Team.signIn(foyer.url());
            var agent = team.agent("{\"name\":\"Sales\"}");
            var acknowledged = new ArrayList<String>();
            for (int round = 0; round < 2; round++) {
                for (int i = 0; i < 60; i++) {
                    acknowledged.add(team.key()
                            .post(
                                    "/api/v1/agents/" + agent + "/leads",
                                    "{\"email\":\"" + UUID.randomUUID() + "@example.com\"}")
                            .expecting(201)
                            .json()
                            .path("id")
                            .asText());
                }
                foyer.kill9();
                foyer.restart();
            }

            Waiting.until("every acknowledged lead is there with its contact", () -> acknowledged.stream()
                    .noneMatch(lead -> team.key()
                            .get("/api/v1/leads/" + lead)
                            .json()
                            .path("contact_id")
                            .isNull()));
            assertThat(team.key()
                            .get("/api/v1/agents/" + agent + "/leads/export?format=ndjson")
                            .body()
                            .lines())
                    .hasSize(acknowledged.size());
        }
    }
}
