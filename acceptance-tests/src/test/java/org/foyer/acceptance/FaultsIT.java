package org.foyer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What was acknowledged outlives what can happen to a server and its database. The long form, with more kills and leads,
 * is {@code benchmarks/faults}.
 */
@Tag("faults")
class FaultsIT {
    private static EmbeddedDatabase postgres;
    private static EmbeddedDatabase.Database database;
    private static FoyerProcess foyer;

    @BeforeAll
    static void startsOnADatabaseOfItsOwn() {
        postgres = EmbeddedDatabase.start();
        database = postgres.create();
        foyer = FoyerProcess.start(Running.settings(database.environment()));
    }

    @AfterAll
    static void ends() {
        foyer.close();
        postgres.close();
    }

    @Test
    void losesNothingWhenItIsKilledUnderLoadAndAtItsWorstMoment() throws Exception {
        var team = Team.signIn(foyer.url());
        var agent = team.agentThatCollects("");
        try (var submitting = Submitting.to(List.of(foyer.url()), team, agent)) {
            submitting.more(40);
            pause(new Random().nextInt(300));
            foyer.kill9();
            foyer.restart();

            submitting.more(20);
            killBetweenWorkAndRecord();
            foyer.restart();

            submitting.more(20);
            Submitting.verify(team, agent, submitting.end());
        }
        var guest = team.visit(agent);
        assertThat(guest.askForForm()).isNotBlank();
    }

    /**
     * Every request with an idempotency key has done its work and is about to keep its response, no delivery can be made,
     * and then the process is gone.
     */
    private static void killBetweenWorkAndRecord() throws SQLException {
        try (var connection = connection();
                var statement = connection.createStatement()) {
            statement.execute("""
                    create function hold() returns trigger language plpgsql as $$
                    begin perform pg_sleep(600); return new; end $$
                    """);
            statement.execute("create trigger hold before update on platform.idempotent_response"
                    + " for each row execute function hold()");
            connection.setAutoCommit(false);
            statement.execute("lock table contacts.contact in exclusive mode");
            Waiting.until("requests are held", () -> count("""
                    select count(*) from pg_stat_activity where wait_event = 'PgSleep'
                    """) >= 3);
            foyer.kill9();
            connection.rollback();
            connection.setAutoCommit(true);
            statement.execute("select pg_terminate_backend(pid) from pg_stat_activity where wait_event = 'PgSleep'");
            statement.execute("drop function hold() cascade");
        }
    }

    @Test
    void answersARepeatedRequestWithTheFirstResponseThoughItWasKilledBeforeTheClientHeard() {
        var team = Team.signIn(foyer.url());
        var agent = team.agent("{\"name\":\"Sales\"}");
        var key = team.key().with("Idempotency-Key", UUID.randomUUID().toString());
        var path = "/api/v1/agents/" + agent + "/leads";
        var first = key.post(path, "{\"email\":\"once@example.com\"}").expecting(201);
        foyer.kill9();
        foyer.restart();

        var again = key.post(path, "{\"email\":\"once@example.com\"}").expecting(201);

        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.json().path("id")).isEqualTo(first.json().path("id"));
        assertThat(team.key().get(path).expecting(200).json().path("items")).hasSize(1);
    }

    @Test
    void isNotReadyWhileTheDatabaseIsGoneAndGoesOnWhenItIsBack() {
        var team = Team.signIn(foyer.url());
        var agent = team.agentThatCollects("");
        try (var submitting = Submitting.to(List.of(foyer.url()), team, agent)) {
            submitting.more(10);

            var restart = postgres.kill9();
            Waiting.until("it is not ready", () -> ready() == 503);
            assertThat(Api.at(foyer.url())
                            .outsideContract("GET", "/health/live", null)
                            .status())
                    .isEqualTo(200);
            restart.run();
            Waiting.until("it is ready again", () -> ready() == 200);

            submitting.more(10);
            Submitting.verify(team, agent, submitting.end());
        }
    }

    private static int ready() {
        return Api.at(foyer.url()).outsideContract("GET", "/health/ready", null).status();
    }

    @Test
    void buriesAPoisonousEventAndDeliversTheOthers() throws Exception {
        var team = Team.signIn(foyer.url());
        var agent = team.agent("{\"name\":\"Sales\"}");
        try (var connection = connection();
                var insert = connection.prepareStatement("""
                        insert into platform.scheduled_task
                            (task_name, task_instance, task_data, execution_time, picked, consecutive_failures, version)
                        values ('delivery', ?, ?, now(), false, ?, 1)
                        """)) {
            for (var poison : List.of(
                    "{\"observer\":\"contacts.ConversationReactions\",\"event_name\":\"conversations.lead-submitted\",\"event\":\"{}\"}",
                    "{\"observer\":\"contacts.Nobody\",\"event_name\":\"conversations.unheard-of\",\"event\":\"{}\"}",
                    "\u0000no json")) {
                insert.setString(1, UUID.randomUUID() + "/poison");
                insert.setBytes(2, poison.getBytes(StandardCharsets.UTF_8));
                insert.setInt(3, 24);
                insert.addBatch();
            }
            insert.executeBatch();
        }

        var lead = team.key()
                .post("/api/v1/agents/" + agent + "/leads", "{\"email\":\"healthy@example.com\"}")
                .expecting(201)
                .json()
                .path("id")
                .asText();

        Waiting.until("the healthy event is delivered", () -> !team.key()
                .get("/api/v1/leads/" + lead)
                .json()
                .path("contact_id")
                .isNull());
        Waiting.until(
                "the poisonous ones are dead",
                () -> count("select count(*) from platform.dead_delivery where id like '%/poison'") == 3);
        assertThat(count("select count(*) from platform.scheduled_task where task_instance like '%/poison'"))
                .isZero();
        assertThat(Api.at(foyer.url()).outsideContract("GET", "/metrics", null).body())
                .containsPattern("foyer_dead_deliveries\\{[^}]*} 3");
    }

    /** A disk that is full looks to a process like a file that may not grow, which needs no file system of its own. */
    @Test
    void losesNoAcknowledgedLeadOnH2WhenKilledAndWhenTheDiskIsFull() throws Exception {
        try (var onH2 = FoyerProcess.start(Running.settings(Map.of()))) {
            var team = Team.signIn(onH2.url());
            var agent = team.agentThatCollects("");
            try (var submitting = Submitting.to(List.of(onH2.url()), team, agent)) {
                submitting.more(40);
                onH2.kill9();
                onH2.restart();
                submitting.more(20);

                var size = Files.size(onH2.dataDirectory().resolve("foyer.mv.db"));
                limitFiles(onH2.pid(), Long.toString(size + 64 * 1024));
                Waiting.until("the disk is full", () -> refuses(team, agent));
                limitFiles(onH2.pid(), "unlimited");
                onH2.restart();

                submitting.more(20);
                Submitting.verify(team, agent, submitting.end());
            }
        }
    }

    private static boolean refuses(Team team, String agent) {
        var status = team.key()
                .outsideContract("GET", "/api/v1/agents/" + agent + "/leads?limit=1", null)
                .status();
        return status >= 500
                || team.key()
                                .outsideContract(
                                        "POST",
                                        "/api/v1/agents/" + UUID.randomUUID() + "/leads",
                                        "{\"email\":\"x@example.com\"}")
                                .status()
                        >= 500;
    }

    private static void limitFiles(long pid, String bytes) throws IOException, InterruptedException {
        var prlimit = new ProcessBuilder("prlimit", "--pid", Long.toString(pid), "--fsize=" + bytes + ":")
                .inheritIO()
                .start();
        assertThat(prlimit.waitFor(10, TimeUnit.SECONDS)).isTrue();
        assertThat(prlimit.exitValue()).as("prlimit, of util-linux, is needed").isZero();
    }

    private static void pause(int millis) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(millis));
    }

    private static long count(String sql) {
        try (var connection = connection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Connection connection() throws SQLException {
        return DriverManager.getConnection(database.url(), database.user(), database.password());
    }
}
