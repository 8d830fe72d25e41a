package org.foyer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Leads submitted to an installation while it is disturbed: by visitors who fill in forms and by a program that captures
 * them under idempotency keys. As real clients and proxies do, they go to another node where one does not answer, and send
 * again what was not acknowledged. What was acknowledged is remembered.
 */
final class Submitting implements AutoCloseable {
    private static final int THREADS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<URI> nodes;
    private final Team team;
    private final String agent;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final List<Future<?>> running = new ArrayList<>();
    private final Map<String, String> acknowledged = new ConcurrentHashMap<>(); // e-mails by lead
    private final List<String> dropped = new CopyOnWriteArrayList<>();
    private final AtomicInteger counter = new AtomicInteger();
    private volatile boolean ending;

    private final int oneFormIn;

    private Submitting(List<URI> nodes, Team team, String agent, int oneFormIn) {
        this.oneFormIn = oneFormIn;
        this.nodes = nodes;
        this.team = team;
        this.agent = agent;
    }

    /** Begins; every node is used. */
    static Submitting to(List<URI> nodes, Team team, String agent) {
        return begun(new Submitting(nodes, team, agent, 4));
    }

    /** The same by forms only, no program. */
    static Submitting ofVisitorsTo(List<URI> nodes, Team team, String agent) {
        return begun(new Submitting(nodes, team, agent, 1));
    }

    private static Submitting begun(Submitting submitting) {
        for (int thread = 0; thread < THREADS; thread++) {
            var first = thread;
            submitting.running.add(submitting.threads.submit(() -> submitting.run(first)));
        }
        return submitting;
    }

    /** Lets this many more be acknowledged. */
    void more(int leads) {
        var wanted = acknowledged.size() + leads;
        Waiting.until(wanted + " leads are acknowledged", () -> {
            failures();
            return acknowledged.size() >= wanted;
        });
    }

    /** Requests that a node had taken and did not answer. */
    List<String> dropped() {
        return List.copyOf(dropped);
    }

    /** Ends when all that was begun is acknowledged; the e-mails of the leads, by their ids. */
    Map<String, String> end() {
        ending = true;
        for (var thread : running) {
            try {
                thread.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            } catch (ExecutionException | TimeoutException e) {
                throw new AssertionError("a lead was not acknowledged", e);
            }
        }
        return Map.copyOf(acknowledged);
    }

    @Override
    public void close() {
        ending = true;
        threads.shutdownNow();
    }

    private void failures() {
        for (var thread : running) {
            if (thread.isDone()) {
                end();
            }
        }
    }

    private void run(int node) {
        while (!ending) {
            var email = UUID.randomUUID() + "@example.com";
            var lead = counter.incrementAndGet() % oneFormIn == 0 ? fillIn(node, email) : capture(node, email);
            if (acknowledged.put(lead, email) != null) {
                throw new AssertionError(lead + " was answered twice");
            }
        }
    }

    private String capture(int node, String email) {
        return send(
                        node,
                        "/api/v1/agents/" + agent + "/leads",
                        "{\"email\":\"" + email + "\"}",
                        team.bearer(),
                        UUID.randomUUID().toString())
                .path("id")
                .asText();
    }

    private String fillIn(int node, String email) {
        var begun = send(node, "/api/widget/v1/agents/" + agent + "/conversations", "{}", null, null);
        var token = begun.path("token").asText();
        var turn = send(
                node,
                "/api/widget/v1/conversations/" + begun.path("id").asText() + "/messages",
                "{\"text\":\"Can someone call me back?\"}",
                token,
                UUID.randomUUID().toString());
        var form = Guest.formIn(turn);
        return send(
                        node,
                        "/api/widget/v1/lead-forms/" + form.path("id").asText() + "/submission",
                        "{\"fields\":{\"email\":\"" + email + "\"}}",
                        token,
                        null)
                .path("lead_id")
                .asText();
    }

    private JsonNode send(int firstNode, String path, String body, String bearer, String key) {
        var deadline = System.nanoTime() + PATIENCE.toNanos();
        for (int attempt = 0; System.nanoTime() < deadline; attempt++) {
            var node = nodes.get((firstNode + attempt) % nodes.size());
            try {
                var response =
                        client.send(request(node, path, body, bearer, key), HttpResponse.BodyHandlers.ofString());
                if (response.statusCode() == 200 || response.statusCode() == 201) {
                    return JSON.readTree(response.body());
                }
                // 409: the first attempt under this key is still being carried out
                if (response.statusCode() < 500 && response.statusCode() != 409) {
                    throw new AssertionError(path + " → " + response.statusCode() + " " + response.body());
                }
            } catch (ConnectException | HttpConnectTimeoutException e) {
                // nobody took it
            } catch (IOException e) {
                dropped.add(path + ": " + e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
            LockSupport.parkNanos(Duration.ofMillis(50).toNanos());
        }
        throw new AssertionError("not acknowledged within " + PATIENCE + ": " + path);
    }

    private static HttpRequest request(URI node, String path, String body, String bearer, String key) {
        var request = HttpRequest.newBuilder(URI.create(node + path))
                .timeout(Duration.ofSeconds(60))
                .header("Content-Type", "application/json")
                .header("Accept", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (bearer != null) {
            request.header("Authorization", "Bearer " + bearer);
        }
        if (key != null) {
            request.header("Idempotency-Key", key);
        }
        return request.build();
    }

    /** Holds what an installation has against what it acknowledged: each lead is there once and has its contact. */
    static void verify(Team team, String agent, Map<String, String> acknowledged) {
        Waiting.until("every acknowledged lead has its contact", () -> leads(team, agent).stream()
                .noneMatch(lead -> lead.path("contact_id").isNull()));
        var leads = leads(team, agent);
        var there = new ArrayList<>(leads.stream()
                .map(lead -> lead.path("id").asText() + " "
                        + lead.path("fields").path("email").asText())
                .toList());
        var expected = acknowledged.entrySet().stream()
                .map(lead -> lead.getKey() + " " + lead.getValue())
                .toList();
        assertThat(there).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(leads.stream().map(lead -> lead.path("contact_id").asText()).distinct())
                .as("a contact for each")
                .hasSize(expected.size());
    }

    private static List<JsonNode> leads(Team team, String agent) {
        return team.key()
                .get("/api/v1/agents/" + agent + "/leads/export?format=ndjson")
                .expecting(200)
                .body()
                .lines()
                .map(Submitting::read)
                .toList();
    }

    private static JsonNode read(String line) {
        try {
            return JSON.readTree(line);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
