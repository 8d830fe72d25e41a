package org.foyer.webhooks.internal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.foyer.webhooks.internal.WebhooksApplication.WORKSPACE;

import com.standardwebhooks.Webhook;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.foyer.contracts.webhooks.EndpointStopped;
import org.foyer.contracts.webhooks.WebhookDeliveryView;
import org.foyer.contracts.webhooks.Webhooks;
import org.foyer.platform.id.Ids;
import org.foyer.platform.json.Json;
import org.foyer.platform.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Real requests to a real receiver, by a clock that is moved by hand. */
@Timeout(60)
class SendingTest {
    private final Receiver receiver = new Receiver();
    private @Nullable WebhooksApplication application;

    private WebhooksApplication on(TestDatabase.Kind kind) {
        var made = new WebhooksApplication(kind);
        application = made;
        return made;
    }

    @AfterEach
    void stop() {
        receiver.close();
        if (application != null) {
            application.close();
        }
    }

    private static void untilAttempts(WebhooksApplication app, Webhooks.Created endpoint, int attempts) {
        app.until(() -> app.only(endpoint).log().size() == attempts);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void deliversALeadOnceSignedUnderAStableId(TestDatabase.Kind kind) throws Exception {
        var app = on(kind);
        var endpoint = app.endpoint(receiver.url("echo") + "?token=of-the-query");
        var lead = app.lead();
        var contact = Ids.next();
        app.isRegistered(lead, contact);
        app.happens(lead);
        app.happens(lead);
        app.send();

        app.until(() -> app.only(endpoint).status().equals("delivered"));

        var received = receiver.received().get(0);
        var delivery = app.only(endpoint);
        assertThat(receiver.received()).hasSize(1);
        assertThat(received.id()).isEqualTo(delivery.id().toString());
        assertThat(delivery.id().version()).isEqualTo(7);
        assertThat(received.timestamp()).isEqualTo(app.clock.instant().getEpochSecond());
        assertThat(received.signature())
                .isEqualTo(new Webhook(endpoint.secret()).sign(received.id(), received.timestamp(), received.body()));
        assertThat(Json.readObject(received.body()))
                .containsEntry("type", "lead.created")
                .containsEntry("timestamp", "2026-01-31T08:00:00Z")
                .extractingByKey("data")
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsEntry("lead_id", lead.leadId().toString())
                .containsEntry("contact_id", contact.toString())
                .containsEntry("fields", Map.of("email", "ana@example.com", "seats", "12"))
                .containsKeys("agent_id", "conversation_id", "source", "created_at");
        var attempt = delivery.log().get(0);
        assertThat(attempt.request().url()).endsWith("/echo?***");
        assertThat(attempt.request().headers()).containsEntry("webhook-signature", "***");
        var response = requireNonNull(attempt.response());
        assertThat(response.headers()).containsEntry("set-cookie", "***");
        assertThat(response.body()).contains("lead.created").doesNotContain(received.signature());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void triesTenTimesAsTheContractSaysThenListsItAsDeadAndPausesTheEndpoint(TestDatabase.Kind kind) {
        var app = on(kind);
        receiver.answers(500);
        var endpoint = app.endpoint(receiver.url("answer"));
        app.happens(app.lead());
        app.send();
        for (int attempt = 1; attempt < 10; attempt++) {
            var made = attempt;
            untilAttempts(app, endpoint, made);
            app.until(() -> app.only(endpoint).nextAttemptAt() != null
                    && app.only(endpoint).attempts() == made);
            var pause = Duration.between(app.clock.instant(), app.only(endpoint).nextAttemptAt());
            var planned = Backoff.after(attempt, () -> 0.5);
            assertThat(pause)
                    .isBetween(
                            planned.multipliedBy(4).dividedBy(5),
                            planned.multipliedBy(6).dividedBy(5));
            app.clock.forward(pause);
        }

        app.until(() -> app.only(endpoint).status().equals("dead"));

        var delivery = app.only(endpoint);
        assertThat(delivery.attempts()).isEqualTo(10);
        assertThat(delivery.log())
                .extracting(WebhookDeliveryView.Attempt::number)
                .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
        assertThat(new HashSet<>(
                        receiver.received().stream().map(Receiver.Received::id).toList()))
                .hasSize(1);
        assertThat(app.read(endpoint).status()).isEqualTo("paused");
        assertThat(app.read(endpoint).statusReason()).contains("has failed since 2026-01-31T08:00:00Z");
        assertThat(app.events()).singleElement().isInstanceOf(EndpointStopped.class);
        assertThat(app.audited()).containsExactly("webhook.paused");
        assertThat(app.deliveries().dead()).isEqualTo(1);

        // what happens meanwhile waits, and all is sent once the endpoint is active again
        app.happens(app.lead());
        assertThat(app.deliveries().work()).isEmpty();
        receiver.answers(204);
        var replayed = app.webhooks(it -> it.replay(
                WORKSPACE, endpoint.webhook().id(), Map.of("since", "2026-01-01T00:00:00Z", "only_failed", true)));
        assertThat(replayed).isEqualTo(2);
        app.change(endpoint, Map.of("status", "active"));
        app.until(() -> app.list(endpoint).stream().allMatch(it -> it.status().equals("delivered")));
        assertThat(app.read(endpoint).failingSince()).isNull();
    }

    @Test
    void aFailedAttemptSaysWhyAndHoldsNothingUp() {
        var app = on(TestDatabase.Kind.H2);
        var endpoints = Map.of(
                "hang", app.endpoint(receiver.url("hang")),
                "drip", app.endpoint(receiver.url("drip")),
                "reset", app.endpoint(receiver.url("reset")),
                "redirect", app.endpoint(receiver.url("redirect")),
                "closed", app.endpoint("http://127.0.0.1:1/"),
                "unknown", app.endpoint("http://unknown.invalid/"));
        for (int i = 0; i < 20; i++) {
            app.happens(app.lead());
        }
        var healthy = app.endpoint(receiver.url("answer"));
        app.happens(app.lead());
        app.send(
                host -> {
                    if (host.equals("unknown.invalid")) {
                        throw new UnknownHostException(host);
                    }
                    return InetAddress.getAllByName(host);
                },
                true);

        app.until(() -> app.only(healthy).status().equals("delivered"));
        app.until(() -> endpoints.values().stream()
                .allMatch(it -> app.list(it).stream().anyMatch(delivery -> delivery.attempts() > 0)));

        assertThat(failure(app, endpoints, "hang")).startsWith("no complete answer within");
        assertThat(failure(app, endpoints, "drip")).startsWith("no complete answer within");
        assertThat(failure(app, endpoints, "reset")).isEqualTo("the connection broke");
        assertThat(failure(app, endpoints, "closed")).isEqualTo("the connection was refused");
        assertThat(failure(app, endpoints, "unknown")).isEqualTo("the host name has no address");
        assertThat(failure(app, endpoints, "redirect")).isEqualTo("307");
        assertThat(receiver.received().stream().filter(it -> it.path().equals("/answer")))
                .as("no redirect is followed")
                .hasSize(1);
    }

    private static String failure(WebhooksApplication app, Map<String, Webhooks.Created> endpoints, String behaviour) {
        var attempt = app.list(requireNonNull(endpoints.get(behaviour))).stream()
                .filter(delivery -> !delivery.log().isEmpty())
                .findFirst()
                .orElseThrow()
                .log()
                .get(0);
        assertThat(attempt.outcome()).isEqualTo("failed");
        return attempt.error() == null
                ? String.valueOf(requireNonNull(attempt.response()).status())
                : attempt.error();
    }

    @Test
    void anAnswerWithoutEndIsTakenAsItBegins() {
        var app = on(TestDatabase.Kind.H2);
        var endpoint = app.endpoint(receiver.url("huge"));
        app.happens(app.lead());
        app.send();

        app.until(() -> app.only(endpoint).status().equals("delivered"));

        assertThat(requireNonNull(app.only(endpoint).log().get(0).response()).body())
                .hasSize(4096);
    }

    @Test
    void goneDisablesTheEndpoint() {
        var app = on(TestDatabase.Kind.H2);
        receiver.answers(410);
        var endpoint = app.endpoint(receiver.url("answer"));
        app.happens(app.lead());
        app.send();

        app.until(() -> app.only(endpoint).status().equals("dead"));

        assertThat(app.read(endpoint).status()).isEqualTo("disabled");
        assertThat(app.events()).singleElement().isInstanceOf(EndpointStopped.class);
        app.happens(app.lead());
        assertThat(app.list(endpoint)).as("nothing is kept for it").hasSize(1);
    }

    @Test
    void waitsAsLongAsAnOverloadedEndpointAsksFor() {
        var app = on(TestDatabase.Kind.H2);
        receiver.answers(429);
        receiver.asksToWait("600");
        var endpoint = app.endpoint(receiver.url("answer"));
        app.happens(app.lead());
        app.send();
        untilAttempts(app, endpoint, 1);

        assertThat(app.only(endpoint).nextAttemptAt())
                .isEqualTo(app.clock.instant().plusSeconds(600));
        assertThat(app.read(endpoint).heldUntil()).isEqualTo(app.clock.instant().plusSeconds(600));
        app.happens(app.lead());
        assertThat(app.deliveries().work()).as("nothing else is sent either").isEmpty();

        receiver.answers(200);
        app.clock.forward(Duration.ofMinutes(10));
        app.until(() -> app.list(endpoint).stream().allMatch(it -> it.status().equals("delivered")));
        assertThat(app.read(endpoint).heldUntil()).isNull();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void whatACrashedNodeWasAtIsSentAgainUnderTheSameId(TestDatabase.Kind kind) {
        var app = on(kind);
        var endpoint = app.endpoint(receiver.url("answer"));
        app.happens(app.lead());
        var work = app.deliveries().work().get(0);
        assertThat(app.deliveries().claim(work, 8)).hasSize(1);
        assertThat(app.deliveries().claim(work, 8))
                .as("another node gets nothing")
                .isEmpty();

        app.clock.forward(Delivery.lease());
        app.send();

        app.until(() -> app.only(endpoint).status().equals("delivered"));
        assertThat(receiver.received()).singleElement().satisfies(it -> assertThat(it.id())
                .isEqualTo(app.only(endpoint).id().toString()));
    }

    @Test
    void aNameThatChangesItsMindIsRefusedWhenTheConnectionIsMade() {
        var app = on(TestDatabase.Kind.H2);
        var asked = new AtomicInteger();
        var endpoint = app.endpoint(receiver.url("answer").replace("127.0.0.1", "rebinding.example"));
        app.happens(app.lead());
        app.send(
                host -> new InetAddress[] {
                    InetAddress.getByAddress(
                            host, asked.incrementAndGet() == 1 ? new byte[] {127, 0, 0, 1} : new byte[] {8, 8, 8, 8})
                },
                false);

        untilAttempts(app, endpoint, 1);

        assertThat(app.only(endpoint).log().get(0).error())
                .isEqualTo("the host leads to an address that is not public");
        assertThat(asked).as("resolved once for the one connection").hasValue(1);
        assertThat(receiver.received()).isEmpty();
    }

    @Test
    void connectsToTheAddressThatWasChecked() {
        var app = on(TestDatabase.Kind.H2);
        var endpoint = app.endpoint(receiver.url("answer").replace("127.0.0.1", "hooks.example"));
        app.happens(app.lead());
        app.send(host -> new InetAddress[] {InetAddress.getLoopbackAddress()}, true);

        app.until(() -> app.only(endpoint).status().equals("delivered"));
    }

    @Test
    void bothSecretsSignForADayAfterARotation() throws Exception {
        var app = on(TestDatabase.Kind.H2);
        var endpoint = app.endpoint(receiver.url("answer"));
        var rotated =
                app.webhooks(it -> it.rotateSecret(WORKSPACE, endpoint.webhook().id()));
        app.happens(app.lead());
        app.send();
        // kept, not only received: an attempt that is under way when the clock jumps is made again
        app.until(() -> app.only(endpoint).status().equals("delivered"));
        app.clock.forward(Endpoint.GRACE);
        app.happens(app.lead());
        app.until(() -> receiver.received().size() == 2);

        var first = receiver.received().get(0);
        assertThat(first.signature())
                .isEqualTo(new Webhook(rotated.secret()).sign(first.id(), first.timestamp(), first.body())
                        + " "
                        + new Webhook(endpoint.secret()).sign(first.id(), first.timestamp(), first.body()));
        assertThat(receiver.received().get(1).signature()).doesNotContain(" ");
    }

    @Test
    void aPingIsSentOnceEvenToAPausedEndpoint() {
        var app = on(TestDatabase.Kind.H2);
        receiver.answers(500);
        var endpoint = app.endpoint(receiver.url("answer"));
        app.change(endpoint, Map.of("status", "paused"));
        app.happens(app.lead());
        app.clock.forward(Duration.ofSeconds(1));
        app.webhooks(it -> it.ping(WORKSPACE, endpoint.webhook().id()));
        app.send();

        app.until(() -> app.list(endpoint).get(0).status().equals("dead"));

        assertThat(receiver.received()).singleElement().satisfies(it -> assertThat(it.body())
                .contains("\"type\":\"ping\""));
        assertThat(app.read(endpoint).failingSince()).isNull();
        assertThat(app.list(endpoint).stream().map(WebhookDeliveryView::status)).isEqualTo(List.of("dead", "pending"));
    }
}
