package org.foyer.contacts.internal;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.foyer.platform.text.Folding;
import org.jspecify.annotations.Nullable;

/**
 * What somebody says about a contact, validated and normalised.
 *
 * @param email the primary one, canonical
 * @param emails all of them, the primary one first, no address twice
 * @param phone the primary one, E.164
 * @param phones all of them, the primary one first, none twice
 * @param attributes what the named attributes are to be; null: nothing
 */
record ContactValues(
        Given<String> externalId,
        Given<String> name,
        Given<String> email,
        Given<List<String>> emails,
        Given<String> phone,
        Given<List<String>> phones,
        Map<CustomAttribute, Given<AttributeValue>> attributes) {

    /** Values of an anonymous somebody: what is null is not said. */
    static ContactValues of(
            @Nullable String name,
            @Nullable String email,
            @Nullable String phone,
            Map<CustomAttribute, Given<AttributeValue>> attributes) {
        return new ContactValues(
                Given.nothing(),
                Given.ofNullable(name),
                Given.ofNullable(email),
                Given.nothing(),
                Given.ofNullable(phone),
                Given.nothing(),
                attributes);
    }

    /** Nothing but who it is elsewhere. */
    static ContactValues named(String externalId) {
        return of(null, null, null, Map.of()).withExternalId(externalId);
    }

    ContactValues withoutEmails() {
        return new ContactValues(externalId, name, Given.nothing(), Given.nothing(), phone, phones, attributes);
    }

    ContactValues withoutPhones() {
        return new ContactValues(externalId, name, email, emails, Given.nothing(), Given.nothing(), attributes);
    }

    ContactValues withExternalId(String id) {
        return new ContactValues(Given.of(id), name, email, emails, phone, phones, attributes);
    }

    /** Without an external id that the contact had before it became part of another, which keeps its own. */
    ContactValues forAlias(Owners owners) {
        @Nullable String id = externalId.value();
        return id != null && owners.ofExternalId(id) == null && owners.formerlyOf(id) != null
                ? withoutExternalId()
                : this;
    }

    ContactValues withoutExternalId() {
        return new ContactValues(Given.nothing(), name, email, emails, phone, phones, attributes);
    }

    /** Whether it says who is meant, or at least what they are called. */
    boolean identify() {
        return externalId.value() != null
                || name.value() != null
                || !emailKeys().isEmpty()
                || !allPhones().isEmpty();
    }

    boolean touchesIdentity() {
        return externalId.isGiven() || email.isGiven() || emails.isGiven() || phone.isGiven() || phones.isGiven();
    }

    /** The first identifying value that is to be cleared, for a violation. */
    String clearedPointer() {
        if (externalId.isGiven() && externalId.value() == null) {
            return "/external_id";
        }
        if (name.isGiven() && name.value() == null) {
            return "/name";
        }
        if (email.isGiven() && email.value() == null) {
            return "/email";
        }
        if (emails.isGiven()) {
            return "/emails";
        }
        return phone.isGiven() ? "/phone" : "/phones";
    }

    Set<String> externalIds() {
        @Nullable String id = externalId.value();
        return id == null ? Set.of() : Set.of(id);
    }

    /** What is to be this contact's, as locks name it. */
    Set<String> lockNames() {
        var names = new LinkedHashSet<String>();
        externalIds().forEach(id -> names.add(IdentityLocks.externalId(id)));
        emailKeys().forEach(key -> names.add(IdentityLocks.email(key)));
        allPhones().forEach(number -> names.add(IdentityLocks.phone(number)));
        return names;
    }

    /** Keys of every address that is to be this contact's. */
    Set<String> emailKeys() {
        var keys = new LinkedHashSet<String>();
        all(email, emails).forEach(address -> keys.add(Folding.emailKey(address)));
        return keys;
    }

    /** Every number that is to be this contact's. */
    Set<String> allPhones() {
        return new LinkedHashSet<>(all(phone, phones));
    }

    private static List<String> all(Given<String> primary, Given<List<String>> list) {
        var all = new ArrayList<String>();
        @Nullable String first = primary.value();
        if (first != null) {
            all.add(first);
        }
        @Nullable List<String> others = list.value();
        if (others != null) {
            all.addAll(others);
        }
        return all;
    }
}
