package org.foyer.webhooks.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.foyer.contracts.contacts.CustomAttributes;
import org.foyer.contracts.webhooks.DeliveriesDue;
import org.foyer.contracts.webhooks.DeliveryAttempted;
import org.foyer.contracts.webhooks.EndpointStopped;
import org.foyer.contracts.webhooks.WebhooksEvent;
import org.foyer.contracts.workspace.Audit;
import org.foyer.contracts.workspace.AuditChange;
import org.foyer.platform.id.Ids;
import org.foyer.platform.secret.SecretBox;
import org.jspecify.annotations.Nullable;

/** Keeps what is to be told, hands out what is due, and keeps what became of it; each in a transaction of its own. */
@ApplicationScoped
@Transactional
class DeliveriesService {
    private static final int CLEARED_AT_ONCE = 500;

    private EndpointRepository endpoints;
    private DeliveryRepository deliveries;
    private CustomAttributes attributes;
    private SecretBox box;
    private Audit audit;
    private WebhooksSettings settings;
    private Event<WebhooksEvent> events;
    private Event<Object> signals;
    private Clock clock;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected DeliveriesService() {}

    @Inject
    DeliveriesService(
            EndpointRepository endpoints,
            DeliveryRepository deliveries,
            CustomAttributes attributes,
            SecretBox box,
            Audit audit,
            WebhooksSettings settings,
            Event<WebhooksEvent> events,
            Event<Object> signals,
            Clock clock) {
        this.endpoints = endpoints;
        this.deliveries = deliveries;
        this.attributes = attributes;
        this.box = box;
        this.audit = audit;
        this.settings = settings;
        this.events = events;
        this.signals = signals;
        this.clock = clock;
    }

    /**
     * Something happened: makes a delivery for every endpoint that wants to know. Once more changes nothing.
     *
     * @param subjectId the lead, contact or conversation it tells of; null if nothing is to be forgotten of it
     * @param data what is told; asked for only if anybody wants to know
     */
    public void record(
            UUID workspaceId,
            UUID eventId,
            EventType type,
            Instant at,
            @Nullable UUID subjectId,
            Supplier<Map<String, Object>> data) {
        var listening = endpoints.listening(workspaceId).stream()
                .filter(endpoint -> endpoint.events().contains(type.wireName()))
                .toList();
        if (listening.isEmpty()) {
            return;
        }
        var told = data.get();
        var body = Payloads.envelope(type, at, told);
        var now = clock.instant();
        for (var endpoint : listening) {
            if (wants(endpoint, told, now) && !deliveries.exists(Delivery.idOf(eventId, endpoint.id(), type))) {
                deliveries.add(new Delivery(eventId, endpoint, type, subjectId, body, now));
            }
        }
        signals.fire(new DeliveriesDue());
    }

    private boolean wants(Endpoint endpoint, Map<String, Object> data, Instant now) {
        var filter = endpoint.filter();
        return filter == null
                || EventFilter.with(attributes.usable(endpoint.workspaceId())).holds(filter, data, now);
    }

    /** An endpoint that something may be sent to now. */
    record Work(UUID endpointId, boolean failing, boolean forcedOnly) {}

    public List<Work> work() {
        var now = clock.instant();
        return endpoints.withWork(now).stream()
                .map(endpoint -> new Work(
                        endpoint.id(),
                        endpoint.failingSince() != null,
                        endpoint.status() != Endpoint.Status.ACTIVE || endpoint.isHeld(now)))
                .toList();
    }

    /**
     * An attempt to make.
     *
     * @param claim shows that nobody else took the delivery meanwhile
     * @param failing whether the last attempt with the endpoint failed
     */
    record Due(
            UUID deliveryId,
            UUID endpointId,
            UUID claim,
            Instant claimedUntil,
            String url,
            String body,
            Map<String, String> headers,
            boolean failing) {}

    /** Hands out due deliveries of an endpoint; nobody else gets them until the claim is over. */
    public List<Due> claim(Work work, int max) {
        var endpoint = endpoints.find(work.endpointId()).orElse(null);
        if (endpoint == null) {
            return List.of();
        }
        var now = clock.instant();
        var until = now.plus(Delivery.lease());
        var due = deliveries.due(endpoint.id(), work.forcedOnly(), now, max);
        if (due.isEmpty()) {
            return List.of();
        }
        var secrets = endpoint.secrets(box, now);
        var claimed = new ArrayList<Due>();
        for (var delivery : due) {
            var body = delivery.body();
            if (body == null) {
                delivery.died();
                continue;
            }
            var claim = UUID.randomUUID();
            delivery.claimed(claim, until);
            var timestamp = now.getEpochSecond();
            var id = delivery.id().toString();
            var headers = new LinkedHashMap<String, String>();
            headers.put("webhook-id", id);
            headers.put("webhook-timestamp", String.valueOf(timestamp));
            headers.put(
                    "webhook-signature",
                    String.join(
                            " ",
                            secrets.stream()
                                    .map(secret -> secret.sign(id, timestamp, body))
                                    .toList()));
            claimed.add(new Due(
                    delivery.id(),
                    endpoint.id(),
                    claim,
                    until,
                    endpoint.url(),
                    body,
                    headers,
                    endpoint.failingSince() != null));
        }
        return claimed;
    }

    /** Keeps how an attempt ended, and decides what follows from it. */
    public void attempted(Due due, Result result) {
        var delivery = deliveries.lock(due.deliveryId()).orElse(null);
        if (delivery == null) {
            return; // deleted meanwhile
        }
        var number = delivery.attempted(result.at());
        deliveries.add(new Attempt(delivery.id(), number, result));
        if (result.isSuccess()) {
            delivery.delivered(clock.instant());
            if (due.failing()) {
                endpoints.recovered(due.endpointId());
            }
            signals.fire(new DeliveryAttempted("delivered"));
        } else {
            failed(due, delivery, result);
            signals.fire(new DeliveryAttempted(delivery.status() == Delivery.Status.DEAD ? "dead" : "failed"));
        }
    }

    private void failed(Due due, Delivery delivery, Result result) {
        var now = clock.instant();
        var wait = result.retryAfter(now);
        // Somebody asked for another round, or the claim was over before the attempt was: then that goes on.
        if (delivery.isClaimedBy(due.claim())) {
            if (result.isGone() || delivery.type() == EventType.PING || delivery.tries() + 1 >= Backoff.MAX_TRIES) {
                delivery.died();
            } else {
                var pause = Backoff.after(
                        delivery.tries() + 1, () -> ThreadLocalRandom.current().nextDouble());
                delivery.failed(now.plus(pause.compareTo(wait) > 0 ? pause : wait));
            }
        }
        var hold = result.isOverload() ? wait : Duration.ZERO;
        var isPing = delivery.type() == EventType.PING;
        var stops = result.isGone() || delivery.status() == Delivery.Status.DEAD && !isPing;
        if (due.failing() && hold.isZero() && !stops) {
            return; // nothing new about the endpoint
        }
        var endpoint = endpoints.lock(due.endpointId()).orElseThrow();
        if (!isPing) {
            endpoint.failed(result.at());
        }
        if (!hold.isZero()) {
            endpoint.heldUntil(now.plus(hold));
        }
        if (result.isGone()) {
            stop(endpoint, Endpoint.Status.DISABLED, "It answered 410: it is gone.", now);
        } else if (stops && hasFailedThroughout(endpoint, delivery, result)) {
            stop(
                    endpoint,
                    Endpoint.Status.PAUSED,
                    "Every attempt has failed since " + endpoint.failingSince() + ".",
                    now);
        }
    }

    /** Nothing came through in all the time in which the delivery was tried: it is not the delivery's fault. */
    private static boolean hasFailedThroughout(Endpoint endpoint, Delivery delivery, Result result) {
        var since = endpoint.failingSince();
        return since != null && !since.isAfter(delivery.firstAttemptAt(result.at()));
    }

    private void stop(Endpoint endpoint, Endpoint.Status status, String reason, Instant now) {
        if (endpoint.status() != Endpoint.Status.ACTIVE) {
            return;
        }
        endpoint.stopped(status, reason, now);
        audit.recordBySystem(
                endpoint.workspaceId(),
                "webhook." + status.wireName(),
                endpoint.id().toString(),
                List.of(new AuditChange("status", Endpoint.Status.ACTIVE.wireName(), status.wireName())));
        events.fire(new EndpointStopped(
                Ids.next(),
                endpoint.workspaceId(),
                endpoint.id(),
                endpoint.host(),
                status.wireName(),
                reason,
                endpoint.createdBy(),
                now));
    }

    /** These leads, contacts and conversations are to be forgotten. */
    public void forget(UUID workspaceId, Collection<UUID> subjectIds) {
        deliveries.forget(workspaceId, subjectIds);
    }

    /** Deletes some of what was listed long enough; answers whether there may be more. */
    public boolean clear() {
        var now = clock.instant();
        endpoints.forgetExpiredSecrets(now);
        return deliveries.clear(now.minus(settings.logLifetime()), CLEARED_AT_ONCE) == CLEARED_AT_ONCE;
    }

    public long dead() {
        return deliveries.dead();
    }

    /** How long the delivery that is due longest has been due. */
    public Duration oldestDue() {
        var now = clock.instant();
        return deliveries
                .oldestDue()
                .map(due -> Duration.between(due, now))
                .filter(overdue -> !overdue.isNegative())
                .orElse(Duration.ZERO);
    }
}
