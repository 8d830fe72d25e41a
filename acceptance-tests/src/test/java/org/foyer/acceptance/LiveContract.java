package org.foyer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Live streams through HTTP: nothing missed, nothing twice, nothing to whom it does not concern, no thread each. */
abstract class LiveContract {
    static final String TEAM = "/api/v1/events";

    abstract FoyerProcess foyer();

    private URI url() {
        return foyer().url();
    }

    private Team team() {
        return Team.signIn(url());
    }

    private static Map<String, String> bearing(String token) {
        return Map.of("Authorization", "Bearer " + token);
    }

    private Listening asVisitor(Guest guest) {
        return Listening.to(url(), eventsOf(guest), bearing(guest.token()));
    }

    private static String eventsOf(Guest guest) {
        return "/api/widget/v1/conversations/" + guest.conversation() + "/events";
    }

    private static Map<String, String> from(String token, String lastId) {
        return Map.of("Authorization", "Bearer " + token, "Last-Event-ID", lastId);
    }

    @Test
    void tellsTeamAndVisitorWhatHappens() {
        var team = team();
        var agent = team.agentThatCollects("");
        try (var listening = Listening.to(url(), TEAM, bearing(team.bearer()))) {
            var guest = team.visit(agent);
            try (var visitor = asVisitor(guest);
                    var otherTab = asVisitor(guest)) {
                var form = guest.askForForm();
                var path = "/api/widget/v1/lead-forms/" + form + "/progress";
                guest.api().post(path, "{\"event\":\"started\"}").expecting(204);
                var lead = guest.submit(form, "{\"email\":\"ana@example.com\"}")
                        .expecting(201)
                        .json()
                        .path("lead_id")
                        .asText();
                team.key()
                        .patch("/api/v1/leads/" + lead, "{\"status\":\"won\"}")
                        .expecting(200);

                Waiting.until(
                        "the team heard of all of it",
                        () -> of(agent, listening).size() == 9);
                assertThat(of(agent, listening))
                        .extracting(Listening.Event::name)
                        .containsExactly(
                                "conversation.started",
                                "message.created",
                                "message.created",
                                "message.created",
                                "message.updated",
                                "message.updated",
                                "message.created",
                                "lead.created",
                                "lead.updated");
                var won = of(agent, listening).get(8).data();
                assertThat(won.path("id").asText()).isEqualTo(lead);
                assertThat(won.path("status").asText()).isEqualTo("won");
                assertThat(won.has("contact_id")).isTrue();
                var said = of(agent, listening).get(2).data();
                assertThat(said.path("conversation_id").asText()).isEqualTo(guest.conversation());
                assertThat(said.path("author").asText()).isEqualTo("visitor");
                assertThat(said.path("parts").path(0).path("text").asText()).contains("call me back");

                for (var tab : List.of(visitor, otherTab)) {
                    Waiting.until(
                            "the tab heard of all of it", () -> tab.events().size() == 5);
                    assertThat(tab.names()).containsExactly("message", "message", "lead_form", "lead_form", "message");
                    assertThat(tab.events().get(0).data().path("message"))
                            .isEqualTo(guest.history().path("messages").path(1));
                    assertThat(tab.events()
                                    .get(3)
                                    .data()
                                    .path("form")
                                    .path("status")
                                    .asText())
                            .isEqualTo("submitted");
                    assertThat(tab.events()).extracting(Listening.Event::id).doesNotHaveDuplicates();
                }
            }
        }
    }

    private static List<Listening.Event> of(String agent, Listening listening) {
        return listening.events().stream()
                .filter(event -> event.data().path("agent_id").asText().equals(agent))
                .toList();
    }

    @Test
    void missesAndRepeatsNothingHoweverOftenItIsCut() throws Exception {
        var team = team();
        var agent = team.agent("{\"name\":\"Sales\"}");
        var guests = IntStream.range(0, 4).mapToObj(i -> team.visit(agent)).toList();
        var watched = guests.get(0);
        var random = new Random(20260302);
        var writing = new AtomicInteger(guests.size());
        var threads = Executors.newFixedThreadPool(guests.size() + 2);
        try (var first = Listening.to(url(), TEAM, bearing(team.bearer()));
                var firstTab = asVisitor(watched)) {
            var work = new ArrayList<Callable<Boolean>>();
            for (var guest : guests) {
                work.add(() -> {
                    for (int i = 0; i < 20; i++) {
                        guest.say("message " + i).expecting(200);
                    }
                    return writing.decrementAndGet() == 0;
                });
            }
            var ofTeam = threads.submit(
                    () -> collect(TEAM, team.bearer(), first.lastId(), new Random(random.nextLong()), writing));
            var ofVisitor = threads.submit(() -> collect(
                    eventsOf(watched), watched.token(), firstTab.lastId(), new Random(random.nextLong()), writing));
            for (var done : threads.invokeAll(work)) {
                done.get();
            }

            for (var guest : guests) {
                assertThat(ofTeam.get())
                        .filteredOn(event ->
                                event.data().path("conversation_id").asText().equals(guest.conversation()))
                        .extracting(event -> event.data().path("id").asText())
                        .as("each message once, in order")
                        .isEqualTo(idsIn(guest));
            }
            assertThat(ofTeam.get()).extracting(Listening.Event::id).doesNotHaveDuplicates();
            assertThat(ofVisitor.get())
                    .extracting(event -> event.data().path("message").path("id").asText())
                    .isEqualTo(idsIn(watched));
            Waiting.until(
                    "who was never cut heard the same", () -> firstTab.events().size() == 40);
            assertThat(firstTab.events()).isEqualTo(ofVisitor.get());
        } finally {
            threads.shutdownNow();
        }
    }

    /** All messages but the greeting, which was there before anybody listened. */
    private static List<String> idsIn(Guest guest) {
        var ids = new ArrayList<String>();
        guest.history()
                .path("messages")
                .forEach(message -> ids.add(message.path("id").asText()));
        return ids.subList(1, ids.size());
    }

    /** All events from a place on, over connections that are cut at random, until a connection brings nothing more. */
    private List<Listening.Event> collect(
            String path, String token, String start, Random random, AtomicInteger writing) {
        var heard = new ArrayList<Listening.Event>();
        var last = start;
        var quiet = 0;
        while (quiet < 2) {
            var over = writing.get() == 0;
            try (var listening = Listening.to(url(), path, from(token, last))) {
                var enough = 1 + random.nextInt(12);
                var deadline = System.nanoTime() + (over ? 2_000_000_000L : 500_000_000L);
                while (listening.events().size() < enough && System.nanoTime() < deadline) {
                    LockSupport.parkNanos(1_000_000);
                }
                var got = List.copyOf(listening.events());
                heard.addAll(got);
                last = got.isEmpty() ? last : got.get(got.size() - 1).id();
                quiet = over && got.isEmpty() ? quiet + 1 : 0;
            }
        }
        return heard;
    }

    @Test
    void answersAResetToAPlaceItDoesNotKnow() {
        var guest = team().visit(team().agent("{\"name\":\"Sales\"}"));
        for (var nonsense : List.of("nonsense", "999999999-1", "-1", "1-1-1")) {
            try (var listening = Listening.to(url(), eventsOf(guest), from(guest.token(), nonsense))) {
                Waiting.until("it says so", () -> !listening.lastId().equals(nonsense));
                guest.say("after " + nonsense).expecting(200);
                Waiting.until("it goes on", () -> listening.events().size() >= 3);
                assertThat(listening.names()).containsExactly("reset", "message", "message");
            }
        }
    }

    @Test
    void tellsAKeyOfOneAgentOnlyWhatIsThatAgents() {
        var team = team();
        var mine = team.agent("{\"name\":\"Mine\"}");
        var other = team.agent("{\"name\":\"Other\"}");
        var key = team.bearerWith("{\"label\":\"one agent\",\"scopes\":[\"read\"],\"agent_id\":\"" + mine + "\"}");
        try (var listening = Listening.to(url(), TEAM, bearing(key));
                var all = Listening.to(url(), TEAM, bearing(team.bearer()))) {
            var start = listening.lastId();
            team.key()
                    .post("/api/v1/agents/" + other + "/leads", "{\"email\":\"a@example.com\"}")
                    .expecting(201);
            team.visit(other).say("hello").expecting(200);
            team.key()
                    .post("/api/v1/agents/" + mine + "/leads", "{\"email\":\"b@example.com\"}")
                    .expecting(201);

            Waiting.until("it hears of its own", () -> !listening.events().isEmpty());
            assertThat(listening.names()).containsExactly("lead.created");
            Waiting.until(
                    "the whole team's key hears of the other",
                    () -> of(other, all).size() == 5);
            try (var again = Listening.to(url(), TEAM, from(key, start))) {
                Waiting.until("it hears of its own", () -> !again.events().isEmpty());
                // what is told is the lead as it stands then, which has found its contact since
                assertThat(again.events())
                        .map(Listening.Event::id)
                        .isEqualTo(listening.events().stream()
                                .map(Listening.Event::id)
                                .toList());
                assertThat(again.names()).isEqualTo(listening.names());
            }
        }
    }

    @Test
    void refusesWhoMayNotListen() {
        var team = team();
        var agent = team.agent("{\"name\":\"Sales\"}");
        var guest = team.visit(agent);
        var other = team.visit(agent);
        var sse = Api.at(url()).with("Accept", "text/event-stream");

        assertThat(sse.get(TEAM).expecting(401).problem()).isEqualTo("/problems/unauthorized");
        sse.bearing("fyr_live_wrong").get(TEAM).expecting(401);
        team.keyWith("{\"label\":\"w\",\"scopes\":[\"write\"]}")
                .with("Accept", "text/event-stream")
                .get(TEAM)
                .expecting(403);
        team.key().with("Accept", "application/json").get(TEAM).expecting(406);
        sse.bearing(guest.token()).get(eventsOf(other)).expecting(404);
        sse.bearing(guest.token())
                .get(eventsOf(guest).replace(guest.conversation(), "nonsense"))
                .expecting(404);
        assertThat(sse.get(eventsOf(guest)).expecting(401).header("Access-Control-Allow-Origin"))
                .isEqualTo("*");
        sse.outsideContract("POST", TEAM, "{}").expecting(405);
    }

    @Test
    void endsWhenTheKeyIsRevokedOrTheSessionIsOver() {
        var team = team();
        var made = team.session()
                .post("/api/v1/api-keys", "{\"label\":\"short\",\"scopes\":[\"read\"]}")
                .expecting(201)
                .json();
        var guest = Team.signIn(url());
        try (var byKey = Listening.to(url(), TEAM, bearing(made.path("key").asText()));
                var bySession = Listening.to(url(), TEAM, Map.of("Cookie", guest.cookie()));
                var staying = Listening.to(url(), TEAM, bearing(team.bearer()))) {
            team.session()
                    .delete("/api/v1/api-keys/" + made.path("id").asText())
                    .expecting(204);
            guest.session().delete("/api/v1/session").expecting(204);

            Waiting.until("both have ended", () -> byKey.hasEnded() && bySession.hasEnded());
            Waiting.until("the other lives on", () -> staying.heartbeats() > 0);
            assertThat(staying.hasEnded()).isFalse();
        }
    }

    @Test
    void needsNoThreadForAStream() throws Exception {
        var team = team();
        var guest = team.visit(team.agent("{\"name\":\"Sales\"}"));
        var open = new ArrayList<Listening>();
        try {
            open.add(Listening.mute(url(), eventsOf(guest), bearing(guest.token()))
                    .awaitHead());
            for (int i = 0; i < 30; i++) {
                guest.history(); // the server's pool of threads has the size that requests alone give it
            }
            var before = threads();
            for (int i = 0; i < 300; i++) {
                open.add(Listening.mute(url(), eventsOf(guest), bearing(guest.token()))
                        .awaitHead());
            }
            guest.say("hello everybody").expecting(200);
            for (var stream : open) {
                stream.awaitText("hello everybody");
            }
            assertThat(threads() - before).as("threads more for 300 streams").isLessThan(30);
        } finally {
            open.forEach(Listening::close);
        }
    }

    private long threads() throws Exception {
        return Files.readAllLines(Path.of("/proc/" + foyer().pid() + "/status")).stream()
                .filter(line -> line.startsWith("Threads:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    /**
     * Who does not read is dropped while everybody else is served, and resumes where it was. It takes so much because
     * the kernel and the server's connection hold some megabytes on the loopback interface.
     */
    @Test
    void dropsASlowReaderAndLosesNothingOfIt() throws Exception {
        var team = team();
        var agent = team.agent("{\"name\":\"Sales\"}");
        var guests = IntStream.range(0, 4).mapToObj(i -> team.visit(agent)).toList();
        var text = "\u6f22".repeat(7900);
        var each = 220;
        var threads = Executors.newFixedThreadPool(guests.size());
        try (var start = Listening.to(url(), TEAM, bearing(team.bearer()));
                var slow = Listening.mute(url(), TEAM, from(team.bearer(), start.lastId()))
                        .awaitHead()) {
            var work = new ArrayList<Callable<Boolean>>();
            for (var guest : guests) {
                work.add(() -> {
                    for (int i = 0; i < each; i++) {
                        guest.say(text).expecting(200);
                    }
                    return true;
                });
            }
            for (var done : threads.invokeAll(work)) {
                done.get();
            }
            var all = 2 * each * guests.size();
            Waiting.until("who reads is served", () -> start.events().size() == all);
            slow.readToTheEnd();
            assertThat(slow.events()).hasSizeLessThan(all);
            var heard = new ArrayList<>(slow.events());
            try (var again = Listening.to(url(), TEAM, from(team.bearer(), slow.lastId()))) {
                Waiting.until(
                        "the rest has come", () -> heard.size() + again.events().size() >= all);
                heard.addAll(again.events());
            }
            assertThat(heard)
                    .extracting(Listening.Event::id)
                    .isEqualTo(start.events().stream().map(Listening.Event::id).toList());
        } finally {
            threads.shutdownNow();
        }
    }
}
