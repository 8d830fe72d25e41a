package org.foyer.webhooks.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.foyer.webhooks.internal.WebhooksApplication.WORKSPACE;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.contacts.ContactErased;
import org.foyer.contracts.contacts.ContactUpdated;
import org.foyer.contracts.contacts.ContactView;
import org.foyer.contracts.contacts.ContactsMerged;
import org.foyer.contracts.contacts.ValueChange;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.refusal.Violation;
import org.foyer.contracts.webhooks.WebhookDeliveryView;
import org.foyer.platform.id.Ids;
import org.foyer.platform.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WebhooksServiceTest {
    private @Nullable WebhooksApplication opened;

    @AfterEach
    void close() {
        if (opened != null) {
            opened.close();
        }
    }

    private WebhooksApplication on(TestDatabase.Kind kind) {
        var made = new WebhooksApplication(kind);
        opened = made;
        return made;
    }

    private static ContactView contact(UUID id, String email) {
        return new ContactView(
                id,
                WORKSPACE,
                null,
                "Ana",
                email,
                null,
                List.of(),
                List.of(),
                Map.of("seats", 12),
                List.of("form"),
                Map.of(),
                Instant.EPOCH,
                Instant.EPOCH,
                null);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void saysEverythingThatIsWrongWithAnEndpointAtItsPlace(TestDatabase.Kind kind) {
        var app = on(kind);

        assertThatThrownBy(() -> app.endpoint(
                        "gopher://x",
                        "events",
                        List.of("lead.created", "lead.dreamt"),
                        "filter",
                        Map.of("all", List.of(Map.of("field", "shoe_size", "op", "eq", "value", "43"))),
                        "x",
                        1))
                .isInstanceOfSatisfying(Refusal.class, refusal -> assertThat(refusal.violations())
                        .extracting(Violation::pointer)
                        .containsExactlyInAnyOrder("/url", "/events/1", "/filter/all/0/field", "/x"));
        assertThatThrownBy(() -> app.endpoint("https://crm.example.com", "events", List.of()))
                .isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void tellsOnlyWhatTheFilterHoldsFor(TestDatabase.Kind kind) {
        var app = on(kind);
        var byEmail = app.endpoint(
                "https://crm.example.com",
                "filter",
                Map.of("field", "email", "op", "ends_with", "value", "@EXAMPLE.com"));
        var bySeats = app.endpoint(
                "https://crm.example.com",
                "filter",
                Map.of(
                        "all",
                        List.of(
                                Map.of("field", "custom.seats", "op", "gte", "value", 12),
                                Map.of("field", "source.utm.campaign", "op", "eq", "value", "Spring"),
                                Map.of("field", "created_at", "op", "within_last", "value", "P1D"),
                                Map.of("not", Map.of("field", "fields.email", "op", "contains", "value", "bob")))));
        var never = app.endpoint("https://crm.example.com", "filter", Map.of("field", "status", "op", "is_set"));

        app.happens(app.lead("ana@example.com"));
        app.happens(app.lead("bob@elsewhere.example"));

        assertThat(app.list(byEmail)).hasSize(1);
        assertThat(app.list(bySeats)).hasSize(1);
        assertThat(app.list(never)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void hasNoUseForWhatNobodyListensToExceptWhatMustBeForgotten(TestDatabase.Kind kind) {
        var app = on(kind);
        var lead = app.lead();
        var contact = Ids.next();
        var updated = new ContactUpdated(
                Ids.next(), WORKSPACE, contact, contact(contact, "a@example.com"), Map.of(), "system", Instant.EPOCH);
        var erased = new ContactErased(Ids.next(), WORKSPACE, List.of(contact), List.of(), List.of(), Instant.EPOCH);
        assertThat(app.conversationReactions().wants(lead)).isFalse();
        assertThat(app.contactReactions().wants(updated)).isFalse();
        assertThat(app.contactReactions().wants(erased)).isTrue();

        var endpoint = app.endpoint("https://crm.example.com");

        assertThat(app.conversationReactions().wants(lead)).isTrue();
        assertThat(app.contactReactions().wants(updated)).isTrue();

        app.change(endpoint, Map.of("status", "disabled"));

        assertThat(app.conversationReactions().wants(lead)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void tellsAMergeAsAnUpdateAndADeletion(TestDatabase.Kind kind) {
        var app = on(kind);
        var endpoint = app.endpoint("https://crm.example.com", "events", List.of("contact.updated", "contact.deleted"));
        var survivor = Ids.next();
        var merged = Ids.next();
        var event = new ContactsMerged(
                Ids.next(),
                WORKSPACE,
                Ids.next(),
                survivor,
                merged,
                contact(survivor, "ana@example.com"),
                Map.of("name", new ValueChange(null, "Ana")),
                "system",
                app.clock.instant());

        app.contactReactions().on(event);
        app.contactReactions().on(event);

        assertThat(app.list(endpoint))
                .extracting(WebhookDeliveryView::event)
                .containsExactlyInAnyOrder("contact.updated", "contact.deleted");
        assertThat(app.list(endpoint).stream().map(WebhookDeliveryView::body))
                .anyMatch(body -> body.contains("\"changes\":{\"name\":{\"before\":null,\"after\":\"Ana\"}}"))
                .anyMatch(body -> body.contains("\"merged_into\":\"" + survivor + "\""));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void forgetsAPersonInWhatWaitsAndInTheLog(TestDatabase.Kind kind) {
        var app = on(kind);
        var endpoint = app.endpoint(
                "https://crm.example.com", "events", List.of("lead.created", "contact.updated", "contact.deleted"));
        var told = app.happens(app.lead());
        var due = app.deliveries().claim(app.deliveries().work().get(0), 1).get(0);
        app.deliveries()
                .attempted(
                        due,
                        new Result(
                                due.url(),
                                due.headers(),
                                app.clock.instant(),
                                Duration.ofMillis(5),
                                new Result.Answer(200, Map.of(), "thanks, ana@example.com"),
                                null));
        var waiting = app.happens(app.lead());
        var contact = Ids.next();
        app.contactReactions()
                .on(new ContactUpdated(
                        Ids.next(),
                        WORKSPACE,
                        contact,
                        contact(contact, "ana@example.com"),
                        Map.of("name", new ValueChange(null, "Ana")),
                        "system",
                        app.clock.instant()));

        app.contactReactions()
                .on(new ContactErased(
                        Ids.next(),
                        WORKSPACE,
                        List.of(contact),
                        List.of(told.leadId(), waiting.leadId()),
                        List.of(),
                        app.clock.instant()));

        assertThat(app.list(endpoint).toString()).doesNotContain("ana@example.com");
        assertThat(app.list(endpoint))
                .extracting(WebhookDeliveryView::event, WebhookDeliveryView::status)
                .containsExactlyInAnyOrder(
                        org.assertj.core.api.Assertions.tuple("lead.created", "delivered"),
                        org.assertj.core.api.Assertions.tuple("contact.deleted", "pending"));
        assertThatThrownBy(() -> app.webhooks(
                        it -> it.redeliver(WORKSPACE, endpoint.webhook().id(), due.deliveryId())))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.CONFLICT));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void deletingAnEndpointRemovesWhatWaitsForIt(TestDatabase.Kind kind) {
        var app = on(kind);
        var endpoint = app.endpoint("https://crm.example.com");
        app.happens(app.lead());
        var due = app.deliveries().claim(app.deliveries().work().get(0), 1).get(0);

        app.webhooks(it -> {
            it.delete(WORKSPACE, endpoint.webhook().id());
            return true;
        });

        assertThat(app.deliveries().work()).isEmpty();
        app.deliveries()
                .attempted(due, new Result(due.url(), due.headers(), app.clock.instant(), Duration.ZERO, null, "late"));
        assertThatThrownBy(() -> app.read(endpoint)).isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void forgetsOldDeliveriesAndSecretsAtNight(TestDatabase.Kind kind) {
        var app = on(kind);
        var endpoint = app.endpoint("https://crm.example.com");
        app.happens(app.lead());
        var due = app.deliveries().claim(app.deliveries().work().get(0), 1).get(0);
        app.deliveries()
                .attempted(
                        due,
                        new Result(
                                due.url(),
                                due.headers(),
                                app.clock.instant(),
                                Duration.ZERO,
                                new Result.Answer(200, Map.of(), ""),
                                null));
        app.clock.forward(Duration.ofDays(29));
        app.happens(app.lead());
        app.deliveries().clear();
        assertThat(app.list(endpoint)).hasSize(2);
        app.clock.forward(Duration.ofDays(2));

        app.deliveries().clear();

        assertThat(app.list(endpoint)).extracting(WebhookDeliveryView::status).containsExactly("pending");
        assertThat(app.deliveries().oldestDue()).isEqualTo(Duration.ofDays(2));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void anotherWorkspaceSeesNothing(TestDatabase.Kind kind) {
        var app = on(kind);
        var endpoint = app.endpoint("https://crm.example.com");

        assertThatThrownBy(() ->
                        app.webhooks(it -> it.get(Ids.next(), endpoint.webhook().id())))
                .isInstanceOfSatisfying(
                        Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
        assertThat(endpoint.secret()).startsWith("whsec_");
        assertThat(endpoint).hasToString("Created[" + endpoint.webhook().id() + "]");
    }
}
