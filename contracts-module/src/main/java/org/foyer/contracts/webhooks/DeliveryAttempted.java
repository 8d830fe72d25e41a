package org.foyer.contracts.webhooks;

/**
 * Fired, in the transaction that keeps it, when an attempt was made. For counting: it is not delivered durably.
 *
 * @param outcome delivered, failed (it will be tried again) or dead
 */
public record DeliveryAttempted(String outcome) {}
