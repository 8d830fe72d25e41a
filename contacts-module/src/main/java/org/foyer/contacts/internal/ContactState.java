package org.foyer.contacts.internal;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import org.foyer.platform.text.Folding;
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

    /** What identifies it, as locks name it. */
    List<String> lockNames() {
        var names = new ArrayList<String>();
        if (externalId != null) {
            names.add(IdentityLocks.externalId(externalId));
        }
        emails.forEach(email -> names.add(IdentityLocks.email(Folding.emailKey(email.value()))));
        phones.forEach(phone -> names.add(IdentityLocks.phone(phone.value())));
        return names;
    }

    /** The same with none but the identifying values that pass. */
    ContactState only(
            Predicate<String> externalIdPasses, Predicate<String> emailPasses, Predicate<String> phonePasses) {
        var keepsId = externalId == null || externalIdPasses.test(externalId);
        return new ContactState(
                id,
                workspaceId,
                keepsId ? externalId : null,
                keepsId ? externalIdOrigin : null,
                name,
                nameOrigin,
                emails.stream().filter(email -> emailPasses.test(email.value())).toList(),
                phones.stream().filter(phone -> phonePasses.test(phone.value())).toList(),
                attributes,
                sources,
                createdSource,
                createdActor,
                createdAt,
                updatedAt,
                lastSeenAt);
    }

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
