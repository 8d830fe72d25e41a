package org.foyer.contracts.webhooks;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Something an endpoint is told, and the attempts to tell it.
 *
 * @param id also the {@code webhook-id} of every attempt
 * @param event such as {@code lead.created}
 * @param status pending, delivered or dead
 * @param attempts how many were made in all
 * @param nextAttemptAt null unless pending
 * @param body what is sent, cut if it is long; null once the person in it was erased
 * @param log the last attempts, oldest first
 */
public record WebhookDeliveryView(
        UUID id,
        UUID webhookId,
        String event,
        String status,
        int attempts,
        @Nullable Instant nextAttemptAt,
        @Nullable Instant deliveredAt,
        Instant createdAt,
        @Nullable String body,
        List<Attempt> log) {

    /**
     * One attempt.
     *
     * @param number from 1
     * @param outcome delivered or failed
     * @param error why there was no answer; null if there was one
     * @param response null if there was none
     */
    public record Attempt(
            int number,
            Instant at,
            long durationMillis,
            String outcome,
            @Nullable String error,
            Request request,
            @Nullable Response response) {}

    /** What was sent beside the body. Signatures and query values are masked. */
    public record Request(String url, Map<String, String> headers) {}

    /**
     * What was answered.
     *
     * @param headers what may be a secret is masked
     * @param body its beginning; null once a person in the delivery was erased
     */
    public record Response(
            int status,
            Map<String, String> headers,
            @Nullable String body) {}
}
