package org.foyer.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Another system is told of what happens, signed, until it has it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class WebhooksContract {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile int status = 204;
    private HttpServer receiver;
    private Team team;

    abstract URI url();

    private record Received(String path, String id, String timestamp, String signature, String body) {
        JsonNode json() {
            try {
                return JSON.readTree(body);
            } catch (IOException e) {
                throw new UncheckedIOException(body, e);
            }
        }

        String type() {
            return json().path("type").asText();
        }

        JsonNode data() {
            return json().path("data");
        }
    }

    @BeforeAll
    void opensTheReceiver() throws IOException {
        team = Team.signIn(url()).inNewWorkspace("Webhooks");
        receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        receiver.createContext("/", exchange -> {
            var headers = exchange.getRequestHeaders();
            received.add(new Received(
                    exchange.getRequestURI().getPath(),
                    headers.getFirst("webhook-id"),
                    headers.getFirst("webhook-timestamp"),
                    headers.getFirst("webhook-signature"),
                    new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)));
            exchange.sendResponseHeaders(status, -1);
            exchange.close();
        });
        receiver.start();
    }

    @AfterAll
    void closesTheReceiver() {
        receiver.stop(0);
    }

    /** A new webhook whose deliveries come to a path of its own. */
    private JsonNode webhook(String path, String more) {
        return team.key()
                .post(
                        "/api/v1/webhooks",
                        "{\"url\":\"http://127.0.0.1:" + receiver.getAddress().getPort() + path + "\"" + more + "}")
                .expecting(201)
                .json();
    }

    private List<Received> at(String path) {
        return received.stream().filter(it -> it.path().equals(path)).toList();
    }

    private Received first(String path, String type) {
        Waiting.until(type + " at " + path, () -> at(path).stream()
                .anyMatch(it -> it.type().equals(type)));
        return at(path).stream()
                .filter(it -> it.type().equals(type))
                .findFirst()
                .orElseThrow();
    }

    private static String signed(String secret, Received delivery) throws Exception {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(Base64.getDecoder().decode(secret.replace("whsec_", "")), "HmacSHA256"));
        var text = delivery.id() + "." + delivery.timestamp() + "." + delivery.body();
        return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private JsonNode deliveries(JsonNode webhook, String query) {
        return team.key()
                .get("/api/v1/webhooks/" + webhook.path("id").asText() + "/deliveries" + query)
                .expecting(200)
                .json()
                .path("items");
    }

    @Test
    void aSubmittedLeadArrivesSignedAndWhatBecomesOfItToo() throws Exception {
        var path = "/all";
        var webhook = webhook(
                path,
                ",\"events\":[\"lead.created\",\"lead.updated\",\"contact.created\",\"contact.updated\",\"contact.deleted\","
                        + "\"conversation.started\",\"conversation.resolved\"]");
        var agent = team.agentThatCollects(",\"fields\":[\"name\",\"email\"]");
        var guest = team.visit(agent);
        var email = UUID.randomUUID() + "@example.com";
        var form = guest.askForForm();
        var lead = guest.submit(form, "{\"name\":\"Ana\",\"email\":\"" + email + "\"}")
                .expecting(201)
                .json()
                .path("lead_id")
                .asText();

        var created = first(path, "lead.created");
        assertThat(created.signature()).isEqualTo(signed(webhook.path("secret").asText(), created));
        assertThat(created.data().path("lead_id").asText()).isEqualTo(lead);
        assertThat(created.data().path("agent_id").asText()).isEqualTo(agent);
        assertThat(created.data().path("conversation_id").asText()).isEqualTo(guest.conversation());
        assertThat(created.data().path("fields").path("email").asText()).isEqualTo(email);
        assertThat(created.data().has("source")).isTrue();
        assertThat(Instant.parse(created.data().path("created_at").asText()))
                .isEqualTo(Instant.parse(created.json().path("timestamp").asText()));
        assertThat(first(path, "conversation.started")
                        .data()
                        .path("conversation_id")
                        .asText())
                .isEqualTo(guest.conversation());
        var contact = first(path, "contact.created").data().path("contact_id").asText();

        team.key().patch("/api/v1/leads/" + lead, "{\"status\":\"new\"}").expecting(200);
        team.key().patch("/api/v1/leads/" + lead, "{\"status\":\"qualified\"}").expecting(200);
        team.key().patch("/api/v1/contacts/" + contact, "{\"name\":\"Ana\"}").expecting(200);
        team.key().patch("/api/v1/contacts/" + contact, "{\"name\":\"Anna\"}").expecting(200);
        team.key()
                .patch("/api/v1/conversations/" + guest.conversation(), "{\"status\":\"resolved\"}")
                .expecting(200);
        assertThat(first(path, "conversation.resolved")
                        .data()
                        .path("conversation_id")
                        .asText())
                .isEqualTo(guest.conversation());
        var leadUpdated = first(path, "lead.updated").data();
        assertThat(leadUpdated.at("/changes/status/before").asText()).isEqualTo("new");
        assertThat(leadUpdated.path("status").asText()).isEqualTo("qualified");
        assertThat(leadUpdated.path("contact_id").asText()).isEqualTo(contact);
        var contactUpdated = first(path, "contact.updated").data();
        assertThat(contactUpdated.at("/changes/name/after").asText()).isEqualTo("Anna");
        team.key().delete("/api/v1/contacts/" + contact).expecting(204);
        assertThat(first(path, "contact.deleted").data().path("contact_id").asText())
                .isEqualTo(contact);
        assertThat(at(path).stream().map(Received::type))
                .as("nothing is told that changed nothing")
                .doesNotHaveDuplicates();

        Waiting.until(
                "all is kept as delivered",
                () -> deliveries(webhook, "?status=delivered").size() == 7);
        var listed = deliveries(webhook, "?event=lead.created&limit=1").path(0);
        assertThat(listed.path("id").asText()).isEqualTo(created.id());
        assertThat(listed.at("/log/0/response/status").asInt()).isEqualTo(204);
        assertThat(listed.toString()).doesNotContain(created.signature());
    }

    @Test
    void aFailedDeliveryIsTriedAgainAndCanBeSentAgainOrReplayed() {
        var path = "/again";
        var since = Instant.now();
        var webhook = webhook(
                path,
                ",\"events\":[\"lead.created\"],\"filter\":{\"field\":\"email\",\"op\":\"contains\",\"value\":\"again\"}");
        var id = webhook.path("id").asText();
        var agent = team.agent("{\"name\":\"Sales\"}");
        status = 500;
        team.key()
                .post(
                        "/api/v1/agents/" + agent + "/leads",
                        "{\"email\":\"again-" + UUID.randomUUID() + "@example.com\"}")
                .expecting(201);
        Waiting.until(
                "the first attempt is kept",
                () -> deliveries(webhook, "?status=pending")
                                .path(0)
                                .at("/log/0/response/status")
                                .asInt()
                        == 500);
        assertThat(team.key()
                        .get("/api/v1/webhooks/" + id)
                        .expecting(200)
                        .json()
                        .path("failing_since")
                        .isNull())
                .isFalse();

        status = 204;
        var delivery = deliveries(webhook, "").path(0).path("id").asText();
        team.key()
                .post("/api/v1/webhooks/" + id + "/deliveries/" + delivery + "/redelivery", null)
                .expecting(202);
        Waiting.until(
                "it is delivered",
                () -> deliveries(webhook, "?status=delivered").size() == 1);
        var attempts = at(path).size();
        var replayed = team.key()
                .post("/api/v1/webhooks/" + id + "/replay", "{\"since\":\"" + since.minusSeconds(60) + "\"}")
                .expecting(202);
        assertThat(replayed.json().path("replayed").asInt()).isEqualTo(1);
        Waiting.until("it came once more", () -> at(path).size() > attempts);
        assertThat(at(path).stream().map(Received::id)).containsOnly(delivery);
        assertThat(team.key()
                        .post("/api/v1/webhooks/" + id + "/replay", "{\"since\":\"yesterday\"}")
                        .expecting(400)
                        .pointers())
                .containsExactly("/since");
    }

    @Test
    void anEndpointIsTriedRotatedPausedAndDeleted() throws Exception {
        var path = "/life";
        var webhook = webhook(path, ",\"events\":[\"lead.updated\"],\"description\":\"CRM\"");
        var id = webhook.path("id").asText();
        var address = "/api/v1/webhooks/" + id;
        assertThat(webhook.path("secret").asText()).matches("whsec_[A-Za-z0-9+/]{43}=");
        var read = team.key().get(address).expecting(200);
        assertThat(read.json().has("secret")).isFalse();
        assertThat(team.key().get("/api/v1/webhooks").expecting(200).body()).contains(id);

        var rotated = team.key()
                .post(address + "/secret/rotation", null)
                .expecting(200)
                .json();
        team.key().post(address + "/ping", null).expecting(202);
        var ping = first(path, "ping");
        assertThat(ping.signature())
                .isEqualTo(signed(rotated.path("secret").asText(), ping)
                        + " "
                        + signed(webhook.path("secret").asText(), ping));

        var paused = team.key().patch(address, "{\"status\":\"paused\"}").expecting(200);
        assertThat(paused.json().path("status").asText()).isEqualTo("paused");
        assertThat(team.key()
                        .with("If-Match", read.header("ETag"))
                        .patch(address, "{\"status\":\"active\"}")
                        .status())
                .isEqualTo(412);
        team.key()
                .with("If-Match", paused.header("ETag"))
                .patch(address, "{\"status\":\"active\",\"description\":null}")
                .expecting(200);
        assertThat(team.key()
                        .get("/api/v1/audit?resource_id=" + id)
                        .expecting(200)
                        .body())
                .contains("webhook.created", "webhook.updated", "webhook-secret.rotated")
                .doesNotContain("whsec_");
        team.key().delete(address).expecting(204);
        assertThat(team.key().get(address).status()).isEqualTo(404);
    }

    @Test
    void goneDisablesTheEndpointAndItsOwnerIsTold() throws Exception {
        var webhook = webhook("/gone", ",\"events\":[\"lead.created\"]");
        status = 410;
        team.key()
                .post("/api/v1/webhooks/" + webhook.path("id").asText() + "/ping", null)
                .expecting(202);
        Waiting.until("it is disabled", () -> team.key()
                .get("/api/v1/webhooks/" + webhook.path("id").asText())
                .json()
                .path("status")
                .asText()
                .equals("disabled"));
        status = 204;
        var id = webhook.path("id").asText();
        Waiting.until("the owner is told", () -> List.of(Running.mail().getReceivedMessages()).stream()
                .anyMatch(message -> com.icegreen.greenmail.util.GreenMailUtil.getBody(message)
                        .contains(id)));
        assertThat(team.key()
                        .get("/api/v1/audit?resource_id=" + id)
                        .expecting(200)
                        .body())
                .contains("webhook.disabled", "\"system\"");
    }

    @Test
    void saysWhatIsWrongWithAnEndpoint() {
        assertThat(team.key()
                        .post(
                                "/api/v1/webhooks",
                                "{\"url\":\"https://u:p@example.com\",\"events\":[\"x\"],\"filter\":{\"field\":\"x\",\"op\":\"eq\",\"value\":1},\"y\":1}")
                        .expecting(400)
                        .pointers())
                .containsExactlyInAnyOrder("/url", "/events/0", "/filter/field", "/y");
        var webhook = webhook("/wrong", ",\"events\":[\"lead.created\"]");
        var address = "/api/v1/webhooks/" + webhook.path("id").asText() + "/deliveries";
        assertThat(team.key()
                        .outsideContract("GET", address + "?status=lost", null)
                        .pointers())
                .containsExactly("/query/status");
        assertThat(team.key()
                        .outsideContract("GET", address + "?event=lead", null)
                        .pointers())
                .containsExactly("/query/event");
    }
}
