package org.foyer.contracts.webhooks;

import org.foyer.contracts.event.DomainEvent;

/** What the webhooks context tells others. */
public sealed interface WebhooksEvent extends DomainEvent permits EndpointStopped {}
