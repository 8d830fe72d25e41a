package org.foyer.webhooks.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.contacts.CustomAttributes;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.webhooks.DeliveriesDue;
import org.foyer.contracts.webhooks.WebhookDeliveryView;
import org.foyer.contracts.webhooks.WebhookView;
import org.foyer.contracts.webhooks.Webhooks;
import org.foyer.contracts.workspace.Caller;
import org.foyer.platform.document.Document;
import org.foyer.platform.id.Ids;
import org.foyer.platform.paging.Cursor;
import org.foyer.platform.secret.SecretBox;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@Transactional
class WebhooksService implements Webhooks {
    private static final int MAX_DESCRIPTION = 500;
    private static final int MAX_TIME = 50;
    private static final int LOGGED_ATTEMPTS = 20;
    private static final List<String> STATUSES = Arrays.stream(Endpoint.Status.values())
            .map(Endpoint.Status::wireName)
            .toList();
    private static final List<String> DELIVERY_STATUSES = Arrays.stream(Delivery.Status.values())
            .map(Delivery.Status::wireName)
            .toList();

    private EndpointRepository endpoints;
    private DeliveryRepository deliveries;
    private CustomAttributes attributes;
    private SecretBox box;
    private WebhooksSettings settings;
    private Event<DeliveriesDue> due;
    private Clock clock;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected WebhooksService() {}

    @Inject
    WebhooksService(
            EndpointRepository endpoints,
            DeliveryRepository deliveries,
            CustomAttributes attributes,
            SecretBox box,
            WebhooksSettings settings,
            Event<DeliveriesDue> due,
            Clock clock) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.attributes = attributes;
        this.box = box;
        this.settings = settings;
        this.due = due;
        this.clock = clock;
    }

    @Override
    public Created create(Caller caller, Map<String, Object> body) {
        var document = Document.of(body);
        var url = url(document);
        var events = events(document);
        var filter = filter(document, caller.workspaceId());
        var description = document.text("description", MAX_DESCRIPTION);
        document.finish();
        var now = clock.instant();
        var secret = SigningSecret.random();
        var endpoint = new Endpoint(
                caller.workspaceId(), url, events, filter, description, secret, box, caller.memberId(), now);
        endpoints.add(endpoint);
        return new Created(endpoint.view(now), secret.text());
    }

    @Override
    public Page<WebhookView> list(UUID workspaceId, PageRequest page) {
        var now = clock.instant();
        var rows = endpoints.page(workspaceId, Cursor.of(page), page.limit() + 1);
        return Cursor.page(rows, page.limit(), endpoint -> new Cursor(endpoint.createdAt(), endpoint.id()))
                .map(endpoint -> endpoint.view(now));
    }

    @Override
    public WebhookView get(UUID workspaceId, UUID webhookId) {
        return endpoints.get(workspaceId, webhookId).view(clock.instant());
    }

    @Override
    public WebhookView change(UUID workspaceId, UUID webhookId, Map<String, Object> body) {
        var endpoint = endpoints.lock(workspaceId, webhookId);
        var document = Document.of(body);
        var url = document.has("url") ? url(document) : null;
        var events = document.has("events") ? events(document) : null;
        var filter = filter(document, workspaceId);
        var description = document.text("description", MAX_DESCRIPTION);
        var status = document.oneOf("status", STATUSES);
        if (document.has("status") && document.raw("status") == null) {
            document.violation("status", "must be one of " + String.join(", ", STATUSES));
        }
        document.finish();
        var now = clock.instant();
        if (url != null && !url.equals(endpoint.url())) {
            endpoint.movedTo(url, now);
        }
        if (events != null && !events.equals(endpoint.events())) {
            endpoint.listensTo(events, now);
        }
        if (document.has("filter")) {
            endpoint.filteredBy(filter, now);
        }
        if (document.has("description")) {
            endpoint.described(description, now);
        }
        if (status != null) {
            set(endpoint, Endpoint.Status.valueOf(status.toUpperCase(Locale.ROOT)), now);
        }
        return endpoint.view(now);
    }

    private void set(Endpoint endpoint, Endpoint.Status status, Instant now) {
        if (endpoint.status() == status) {
            return;
        }
        endpoint.becomes(status, now);
        if (status == Endpoint.Status.ACTIVE) {
            deliveries.hurry(endpoint.id(), now);
            due.fire(new DeliveriesDue());
        }
    }

    @Override
    public void delete(UUID workspaceId, UUID webhookId) {
        var endpoint = endpoints.lock(workspaceId, webhookId);
        deliveries.deleteOf(webhookId);
        endpoints.remove(endpoint);
    }

    @Override
    public Rotated rotateSecret(UUID workspaceId, UUID webhookId) {
        var endpoint = endpoints.lock(workspaceId, webhookId);
        var secret = SigningSecret.random();
        var now = clock.instant();
        endpoint.rotated(secret, box, now);
        return new Rotated(secret.text(), now.plus(Endpoint.GRACE));
    }

    @Override
    public WebhookDeliveryView ping(UUID workspaceId, UUID webhookId) {
        var endpoint = endpoints.get(workspaceId, webhookId);
        var now = clock.instant();
        var body = Payloads.envelope(EventType.PING, now, Payloads.data("webhook_id", webhookId));
        var delivery = new Delivery(Ids.next(), endpoint, EventType.PING, null, body, now);
        deliveries.add(delivery);
        due.fire(new DeliveriesDue());
        return delivery.view(List.of());
    }

    @Override
    public Page<WebhookDeliveryView> deliveries(Query query, PageRequest page) {
        endpoints.get(query.workspaceId(), query.webhookId());
        requireOneOf("status", query.status(), DELIVERY_STATUSES);
        if (!EventType.PING.wireName().equals(query.event())) {
            requireOneOf("event", query.event(), EventType.TO_CHOOSE);
        }
        var rows = deliveries.page(query, Cursor.of(page), page.limit() + 1);
        var attempts = deliveries.attemptsOf(rows);
        return Cursor.page(rows, page.limit(), delivery -> new Cursor(delivery.createdAt(), delivery.id()))
                .map(delivery -> delivery.view(log(attempts.getOrDefault(delivery.id(), List.of()))));
    }

    private static List<WebhookDeliveryView.Attempt> log(List<Attempt> attempts) {
        return attempts.subList(Math.max(0, attempts.size() - LOGGED_ATTEMPTS), attempts.size()).stream()
                .map(Attempt::view)
                .toList();
    }

    private static void requireOneOf(String parameter, @Nullable String value, List<String> choices) {
        if (value != null && !choices.contains(value)) {
            throw Refusal.invalid("/query/" + parameter, "must be one of " + String.join(", ", choices));
        }
    }

    @Override
    public WebhookDeliveryView redeliver(UUID workspaceId, UUID webhookId, UUID deliveryId) {
        endpoints.get(workspaceId, webhookId);
        var delivery = deliveries.lock(webhookId, deliveryId);
        if (delivery.body() == null) {
            throw Refusal.of(
                    Refusal.Kind.CONFLICT, "The person this delivery told of was erased; nothing is left to send.");
        }
        delivery.again(clock.instant());
        due.fire(new DeliveriesDue());
        return delivery.view(log(deliveries.attemptsOf(List.of(delivery)).getOrDefault(deliveryId, List.of())));
    }

    @Override
    public int replay(UUID workspaceId, UUID webhookId, Map<String, Object> body) {
        endpoints.get(workspaceId, webhookId);
        var document = Document.of(body);
        var since = time(document, "since", document.requiredText("since", MAX_TIME));
        var until = time(document, "until", document.text("until", MAX_TIME));
        var onlyFailed = Boolean.TRUE.equals(document.flag("only_failed"));
        if (since != null && until != null && !since.isBefore(until)) {
            document.violation("until", "must be after since");
        }
        document.finish();
        var replayed = since == null ? 0 : deliveries.replay(webhookId, since, until, onlyFailed, clock.instant());
        due.fire(new DeliveriesDue());
        return replayed;
    }

    private static @Nullable Instant time(Document document, String name, @Nullable String text) {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            var time = OffsetDateTime.parse(text).toInstant();
            if (Cursor.isStorable(time)) {
                return time;
            }
        } catch (DateTimeException e) {
            // falls through: it is no time
        }
        document.violation(name, "must be an RFC 3339 time since 1970, such as 2026-01-31T08:00:00Z");
        return null;
    }

    private String url(Document document) {
        var url = document.requiredText("url", TargetUrl.MAX_LENGTH);
        var fault = url.isEmpty() ? null : TargetUrl.fault(url, settings.allowPrivate());
        if (fault != null) {
            document.violation("url", fault);
        }
        return url;
    }

    private static List<String> events(Document document) {
        var events = document.texts("events", EventType.TO_CHOOSE.size(), 50);
        if (events == null) {
            if (document.raw("events") == null) {
                document.violation("events", "is required");
            }
            return List.of();
        }
        if (events.isEmpty() && !document.faulty()) {
            document.violation("events", "must have at least one of " + String.join(", ", EventType.TO_CHOOSE));
        }
        for (int i = 0; i < events.size(); i++) {
            if (!EventType.TO_CHOOSE.contains(events.get(i))) {
                document.violation("events/" + i, "must be one of " + String.join(", ", EventType.TO_CHOOSE));
            }
        }
        return List.copyOf(new LinkedHashSet<>(events));
    }

    /** The filter as it was given, once it was found to be one; null if there is none. */
    private @Nullable Map<String, Object> filter(Document document, UUID workspaceId) {
        if (document.raw("filter") == null) {
            return null;
        }
        EventFilter.with(attributes.usable(workspaceId)).read(document);
        return document.raw("filter") instanceof Map<?, ?> map ? Document.copy(map) : null;
    }
}
