package org.foyer.contracts.webhooks;

/**
 * Fired, in the publisher's transaction, when deliveries became due. It carries nothing and is not delivered durably:
 * whoever observes it after the commit calls {@link WebhookSending#wake} instead of waiting for a second.
 */
public record DeliveriesDue() {}
