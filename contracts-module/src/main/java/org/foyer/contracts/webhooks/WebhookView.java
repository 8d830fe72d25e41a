package org.foyer.contracts.webhooks;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An endpoint of another system.
 *
 * @param events what it is told of, such as {@code lead.created}
 * @param filter only of what this holds for; null: of everything
 * @param status active; paused: it is told nothing, but what happens is kept for it; disabled: nothing is kept either
 * @param statusReason why it was paused or disabled; null while it is active, and where a person did it
 * @param failingSince since when no attempt has succeeded; null if the last one did
 * @param heldUntil nothing is sent before, because the endpoint asked for it; null if it did not
 * @param previousSecretUntil until when the secret before this one signs too; null if there is none
 */
public record WebhookView(
        UUID id,
        String url,
        List<String> events,
        @Nullable Map<String, Object> filter,
        @Nullable String description,
        String status,
        @Nullable String statusReason,
        @Nullable Instant failingSince,
        @Nullable Instant heldUntil,
        @Nullable Instant previousSecretUntil,
        Instant createdAt,
        Instant updatedAt) {}
