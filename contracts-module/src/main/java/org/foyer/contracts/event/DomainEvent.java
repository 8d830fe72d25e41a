package org.foyer.contracts.event;

import java.util.UUID;

/**
 * Something that happened in one context and that others may react to. Events are immutable records of JDK and contract
 * types, named in the past tense, changed only by adding components, and carry {@link EventName}. They are fired inside
 * the publisher's transaction by its façade.
 */
public interface DomainEvent {
    /** Identifies this occurrence: a consumer that sees the same id twice sees a redelivery. */
    UUID eventId();
}
