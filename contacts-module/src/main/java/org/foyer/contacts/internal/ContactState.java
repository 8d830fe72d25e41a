package org.foyer.contacts.internal;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * All there is of a contact, as JSON beside a merge.
 *
 * @param emails the primary one first
 * @param phones the primary one first
 * @param attributes archived ones too
 */
record ContactState(
        UUID id,
        UUID workspaceId,
        @Nullable String externalId,
        @Nullable Origin externalIdOrigin,
        @Nullable String name,
        @Nullable Origin nameOrigin,
        List<Value> emails,
        List<Value> phones,
        List<Attribute> attributes,
        List<String> sources,
        String createdSource,
        String createdActor,
        Instant createdAt,
        Instant updatedAt,
        @Nullable Instant lastSeenAt) {

    /** An address or a number. */
    record Value(String value, Origin origin) {}

    /** A value of a custom attribute, its type beside it. */
    record Attribute(UUID attributeId, String type, String text, Origin origin) {
        static Attribute of(UUID attributeId, AttributeValue value, Origin origin) {
            return new Attribute(attributeId, value.type().wireName(), value.text(), origin);
        }

        AttributeValue value() {
            return requireNonNull(AttributeValue.parse(AttributeType.of(type), text));
        }
    }
}
