package org.foyer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two nodes on one PostgreSQL: together they are one Foyer, and either can go at any time. */
@Tag("faults")
class TwoNodesIT {
    private static final int QUOTA = 300;

    private static EmbeddedDatabase.Database database;
    private static FoyerProcess first;
    private static FoyerProcess second;

    @BeforeAll
    static void bothStartAtOnceOnAnEmptyDatabase() {
        database = Running.postgres().create();
        var settings = new HashMap<>(Running.settings(database.environment()));
        settings.put("FOYER_API_RATE_LIMIT", Integer.toString(QUOTA));
        settings.put("FOYER_SECRET_KEY", Base64.getEncoder().encodeToString(new byte[32]));
        settings.put("FOYER_DELIVERY_HEARTBEAT", "PT1S");
        settings.put("FOYER_SHUTDOWN_DELAY", "PT1S");
        first = FoyerProcess.startWithoutWaiting(settings);
        second = FoyerProcess.startWithoutWaiting(settings);
        first.awaitReady();
        second.awaitReady();
    }

    @AfterAll
    static void end() {
        first.close();
        second.close();
    }

    @Test
    void areOneToTeamsAndVisitors() {
        var onFirst = Team.signIn(first.url());
        var agent = onFirst.agentThatCollects("");
        var guest = onFirst.visit(agent);
        var elsewhere = new Guest(
                Api.at(second.url()).bearing(guest.token()), guest.conversation(), guest.token(), guest.started());

        var form = guest.askForForm();
        assertThat(Guest.formIn(elsewhere
                        .say("Can someone call me back?")
                        .expecting(200)
                        .json()))
                .as("a form that is open on the other node is not offered again")
                .isNull();
        try (var listening = Listening.to(
                second.url(),
                "/api/widget/v1/conversations/" + guest.conversation() + "/events",
                Map.of("Authorization", "Bearer " + guest.token()))) {
            var begun = System.nanoTime();
            onFirst.session()
                    .post("/api/v1/conversations/" + guest.conversation() + "/messages", "{\"text\":\"Good morning\"}")
                    .expecting(201);
            Waiting.until("the message is live on the other node", () -> listening.events().stream()
                    .anyMatch(event -> event.data().toString().contains("Good morning")));
            assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(10));
        }
        elsewhere.submit(form, "{\"email\":\"ana@example.com\"}").expecting(201);
        guest.submit(form, "{\"email\":\"ana@example.com\"}").expecting(200);

        var onSecond = Api.at(second.url())
                .with("Cookie", onFirst.cookie())
                .with("X-CSRF-Token", onFirst.session().header("X-CSRF-Token"));
        onSecond.get("/api/v1/me").expecting(200);
        onSecond.delete("/api/v1/session").expecting(204);
        onFirst.session().get("/api/v1/me").expecting(401);
    }

    @Test
    void countRequestsTogether() {
        var team = Team.signIn(first.url());
        var bearer = team.bearerWith("{\"label\":\"busy\",\"scopes\":[\"read\"]}");
        var onFirst = Api.at(first.url()).bearing(bearer);
        var onSecond = Api.at(second.url()).bearing(bearer);
        var answered = 0;
        while (onFirst.outsideContract("GET", "/api/v1/me", null).status() == 200) {
            answered++;
        }
        assertThat(answered).isGreaterThanOrEqualTo(QUOTA);

        // what was spent there is known here within a moment
        var more = 0;
        while (onSecond.outsideContract("GET", "/api/v1/me", null).status() == 200) {
            more++;
        }
        assertThat(more).isLessThan(QUOTA / 2);
    }

    @Test
    void throttleSignInsTogether() {
        var wrong = "{\"email\":\"nobody@example.org\",\"password\":\"a wrong password\"}";
        for (int i = 0; i < 5; i++) {
            Api.at(first.url()).post("/api/v1/session", wrong).expecting(401);
            Api.at(second.url()).post("/api/v1/session", wrong).expecting(401);
        }
        Api.at(first.url()).post("/api/v1/session", wrong).expecting(429);
        Api.at(second.url()).post("/api/v1/session", wrong).expecting(429);
    }

    @Test
    void dropNoRequestWhenOneIsRestartedAndNoLeadWhenTheOtherIsKilled() throws SQLException {
        var team = Team.signIn(second.url());
        var agent = team.agentThatCollects("");
        // limits are not what this is about: a key's quota would soon be spent
        try (var submitting = Submitting.ofVisitorsTo(List.of(first.url(), second.url()), team, agent)) {
            submitting.more(10);
            first.stop();
            submitting.more(10);
            assertThat(submitting.dropped()).as("taken by a node that stopped").isEmpty();
            first.restart();
            submitting.more(10);

            killWithWorkInHand(second);

            submitting.more(10);
            var acknowledged = submitting.end();
            Submitting.verify(Team.signIn(first.url()), agent, acknowledged);
        } finally {
            second.restart();
        }
    }

    /** Kills a node while it is at deliveries, which can't come to their end before. */
    private static void killWithWorkInHand(FoyerProcess node) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            statement.execute("lock table contacts.contact in exclusive mode");
            Waiting.until("both nodes are at deliveries", () -> {
                try (var rows = statement.executeQuery("""
                        select count(distinct picked_by) from platform.scheduled_task where picked
                        """)) {
                    rows.next();
                    return rows.getInt(1) >= 2;
                } catch (SQLException e) {
                    throw new IllegalStateException(e);
                }
            });
            node.kill9();
            connection.rollback();
        }
    }
}
