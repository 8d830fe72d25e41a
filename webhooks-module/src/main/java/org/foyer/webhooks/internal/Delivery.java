package org.foyer.webhooks.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.foyer.contracts.webhooks.WebhookDeliveryView;
import org.foyer.platform.secret.Secrets;
import org.jspecify.annotations.Nullable;

/**
 * One thing that one endpoint is to be told. Pending until an attempt succeeds (delivered) or the last of a round fails
 * (dead); made due again by hand it is pending again, for a new round. An attempt begins with a claim: it moves the due
 * time forward, so that a node that crashes in the middle loses nothing but that time.
 */
@Entity
class Delivery {
    enum Status {
        PENDING,
        DELIVERED,
        DEAD;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final int SHOWN = 16_384;

    @Id
    private UUID id;

    @SuppressWarnings("UnusedVariable") // read by queries alone
    private UUID workspaceId;

    private UUID endpointId;
    private String eventType;

    @SuppressWarnings("UnusedVariable") // read by queries alone
    private @Nullable UUID subjectId;

    @Column(columnDefinition = "text")
    private @Nullable String body;

    private String status;
    private @Nullable Instant dueAt;
    private @Nullable UUID claim;

    @SuppressWarnings("UnusedVariable") // read by queries alone
    private boolean forced;

    private int tries;
    private int attempts;
    private @Nullable Instant firstAttemptAt;
    private @Nullable Instant deliveredAt;
    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected Delivery() {}

    /**
     * A delivery that is due at once.
     *
     * @param subjectId the lead, contact or conversation it tells of; null if none
     */
    Delivery(UUID eventId, Endpoint endpoint, EventType type, @Nullable UUID subjectId, String body, Instant now) {
        this.id = idOf(eventId, endpoint.id(), type);
        this.workspaceId = endpoint.workspaceId();
        this.endpointId = endpoint.id();
        this.eventType = type.wireName();
        this.subjectId = subjectId;
        this.body = body;
        this.status = Status.PENDING.name();
        this.dueAt = now;
        this.forced = type == EventType.PING;
        this.createdAt = now;
    }

    /**
     * The same for the same event, endpoint and type, so that a handler that runs twice makes one delivery: a UUID of
     * version 7 with the time of the event's.
     */
    static UUID idOf(UUID eventId, UUID endpointId, EventType type) {
        var digest =
                Secrets.sha256((eventId + "/" + endpointId + "/" + type.wireName()).getBytes(StandardCharsets.UTF_8));
        var hash = ByteBuffer.wrap(java.util.HexFormat.of().parseHex(digest));
        var high = eventId.getMostSignificantBits() & ~0xFFFFL | 0x7000L | hash.getLong() & 0x0FFFL;
        var low = hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL | 0x8000_0000_0000_0000L;
        return new UUID(high, low);
    }

    /** A node begins an attempt; if it does not end it by then, the delivery is due again. */
    void claimed(UUID by, Instant until) {
        claim = by;
        dueAt = until;
    }

    /** An attempt ended, whoever made it; the number of this one. */
    int attempted(Instant at) {
        if (firstAttemptAt == null) {
            firstAttemptAt = at;
        }
        return ++attempts;
    }

    void delivered(Instant now) {
        status = Status.DELIVERED.name();
        deliveredAt = now;
        ends();
    }

    /** The round goes on. */
    void failed(Instant next) {
        tries++;
        dueAt = next;
        claim = null;
    }

    void died() {
        tries++;
        status = Status.DEAD.name();
        ends();
    }

    private void ends() {
        dueAt = null;
        claim = null;
        forced = false;
    }

    /** A person wants it made now, with all attempts of a new round. */
    void again(Instant now) {
        status = Status.PENDING.name();
        dueAt = now;
        claim = null;
        forced = true;
        tries = 0;
        firstAttemptAt = null;
    }

    UUID id() {
        return id;
    }

    UUID endpointId() {
        return endpointId;
    }

    EventType type() {
        return EventType.of(eventType).orElseThrow();
    }

    @Nullable String body() {
        return body;
    }

    Status status() {
        return Status.valueOf(status);
    }

    int tries() {
        return tries;
    }

    boolean isClaimedBy(UUID node) {
        return node.equals(claim);
    }

    /** When the present round began; the given time if it has not. */
    Instant firstAttemptAt(Instant otherwise) {
        return firstAttemptAt == null ? otherwise : firstAttemptAt;
    }

    Instant createdAt() {
        return createdAt;
    }

    WebhookDeliveryView view(List<WebhookDeliveryView.Attempt> log) {
        return new WebhookDeliveryView(
                id,
                endpointId,
                eventType,
                status().wireName(),
                attempts,
                dueAt,
                deliveredAt,
                createdAt,
                body == null || body.length() <= SHOWN ? body : body.substring(0, SHOWN) + "…",
                log);
    }

    /** How long a claim holds: an attempt, and what goes before and after it. */
    static Duration lease() {
        return Duration.ofSeconds(30);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Delivery delivery && id.equals(delivery.id());
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
