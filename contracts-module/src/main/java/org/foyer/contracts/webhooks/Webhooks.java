package org.foyer.contracts.webhooks;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.workspace.Caller;
import org.jspecify.annotations.Nullable;

/**
 * The endpoints that a workspace has told of what happens. A foreign endpoint or delivery is NOT_FOUND. Each thing that
 * happens is sent at least once to every active endpoint that wants to know, under one {@code webhook-id}, in no
 * particular order; how often and when is tried says the HTTP contract.
 */
public interface Webhooks {
    /**
     * Makes an endpoint.
     *
     * @param body {@code url} (https, of a public host, unless private ones are allowed), {@code events} (at least one),
     *     optional {@code filter} on what an event's data has, {@code description} (at most 500)
     */
    Created create(Caller caller, Map<String, Object> body);

    /** Newest first. */
    Page<WebhookView> list(UUID workspaceId, PageRequest page);

    WebhookView get(UUID workspaceId, UUID webhookId);

    /**
     * Changes the properties of {@link #create}, and {@code status}: active (what is pending is sent at once), paused or
     * disabled. Null takes filter and description away. What is pending already is not filtered again.
     */
    WebhookView change(UUID workspaceId, UUID webhookId, Map<String, Object> body);

    /** Deletes the endpoint with its deliveries; an attempt under way still ends. */
    void delete(UUID workspaceId, UUID webhookId);

    /** Makes a new secret; the one before signs too for a day. */
    Rotated rotateSecret(UUID workspaceId, UUID webhookId);

    /** Sends {@code ping}, once and whatever the endpoint's status is. */
    WebhookDeliveryView ping(UUID workspaceId, UUID webhookId);

    /** Newest first. */
    Page<WebhookDeliveryView> deliveries(Query query, PageRequest page);

    /**
     * Makes a delivery due now, whatever became of it and whatever the endpoint's status is, with all attempts before it.
     *
     * @throws org.foyer.contracts.refusal.Refusal CONFLICT if the person in it was erased
     */
    WebhookDeliveryView redeliver(UUID workspaceId, UUID webhookId, UUID deliveryId);

    /**
     * Makes all deliveries of a time due now, with all attempts before them; how many these are. Those of a paused
     * endpoint wait until it is active.
     *
     * @param body {@code since}, optional {@code until} (not included) and {@code only_failed}
     */
    int replay(UUID workspaceId, UUID webhookId, Map<String, Object> body);

    /** A new endpoint, with its secret in {@code whsec_<base64>}, which is not told again. */
    record Created(WebhookView webhook, String secret) {
        @Override
        public String toString() {
            return "Created[" + webhook.id() + "]";
        }
    }

    /** A new secret, which is not told again, and until when the one before it signs too. */
    record Rotated(String secret, Instant previousSecretUntil) {
        @Override
        public String toString() {
            return "Rotated[" + previousSecretUntil + "]";
        }
    }

    /**
     * Which deliveries of an endpoint; null means any.
     *
     * @param status pending, delivered or dead
     * @param event such as {@code lead.created}
     */
    record Query(
            UUID workspaceId,
            UUID webhookId,
            @Nullable String status,
            @Nullable String event) {}
}
