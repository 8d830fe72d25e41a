package org.foyer.contracts.contacts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person a workspace knows.
 *
 * @param email canonical: trimmed, domain in lower case
 * @param phone E.164
 * @param sources how we came to know them, such as {@code form} or {@code api}, in the order of first appearance
 */
public record ContactView(
        UUID id,
        UUID workspaceId,
        @Nullable String externalId,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        Map<String, Object> customAttributes,
        List<String> sources,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant lastSeenAt) {}
