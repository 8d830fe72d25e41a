package org.foyer.contracts.contacts;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A person a workspace knows.
 *
 * @param email the primary one, canonical: trimmed, domain in lower case
 * @param phone the primary one, E.164
 * @param emails all addresses, the primary one first
 * @param phones all numbers, the primary one first
 * @param customAttributes by name: text, number, truth or ISO date; archived ones are left out
 * @param sources how we came to know them, such as {@code form} or {@code api}, in the order of first appearance
 * @param origins where each value came from, by field ({@code custom.<name>} for an attribute); of a search, empty
 */
public record ContactView(
        UUID id,
        UUID workspaceId,
        @Nullable String externalId,
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone,
        List<Email> emails,
        List<Phone> phones,
        Map<String, Object> customAttributes,
        List<String> sources,
        Map<String, OriginView> origins,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant lastSeenAt) {

    /** One of a contact's addresses. */
    public record Email(String email, boolean primary) {}

    /** One of a contact's numbers. */
    public record Phone(String phone, boolean primary) {}

    /**
     * Where a value came from.
     *
     * @param source manual, verified_identity, api, form, import or inferred: strongest first
     * @param actor {@code member:<id>}, {@code api-key:<id>}, {@code visitor:<id>} or {@code system}
     */
    public record OriginView(String source, String actor, Instant at) {}
}
