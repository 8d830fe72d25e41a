package org.foyer.contracts.event;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in one context and that others may react to. Events are immutable records of JDK and contract
 * types, named in the past tense, changed only by adding components, and carry {@link EventName}. They are fired inside
 * the publisher's transaction by its façade.
 */
public interface DomainEvent {
    /** Identifies this occurrence: a consumer that sees the same id twice sees a redelivery. */
    UUID eventId();

    /** Its durable deliveries are made no sooner than this; null for at once. A component of the event, if it has one. */
    default @Nullable Instant deliverAfter() {
        return null;
    }
}
