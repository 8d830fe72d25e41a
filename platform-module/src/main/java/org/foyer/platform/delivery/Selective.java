package org.foyer.platform.delivery;

import org.foyer.contracts.event.DomainEvent;

/**
 * Implemented by a bean with {@code @Delivered} observers that has no use for some events, so that no delivery of them is
 * stored. It is asked in the publisher's transaction: it must answer at once, look up nothing but its own context's tables
 * and that once a transaction, and say no only where it would do nothing with the event now, as with a setting that is off.
 */
public interface Selective {
    /** Whether the observer wants this event. */
    boolean wants(DomainEvent event);
}
