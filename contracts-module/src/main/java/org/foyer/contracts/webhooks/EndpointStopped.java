package org.foyer.contracts.webhooks;

import java.time.Instant;
import java.util.UUID;
import org.foyer.contracts.event.EventName;
import org.jspecify.annotations.Nullable;

/**
 * Nothing is sent to an endpoint any more until somebody makes it active again.
 *
 * @param status paused: it kept failing, and what happens is kept for it; disabled: it said that it is gone
 * @param reason a sentence for people
 * @param memberId who made the endpoint, null for an API key
 */
@EventName("webhooks.endpoint-stopped")
public record EndpointStopped(
        UUID eventId,
        UUID workspaceId,
        UUID webhookId,
        String host,
        String status,
        String reason,
        @Nullable UUID memberId,
        Instant at)
        implements WebhooksEvent {}
