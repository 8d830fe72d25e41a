package org.foyer.contacts.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.refusal.Violation;
import org.jspecify.annotations.Nullable;

/** Which contacts have the values that somebody says, as long as those values are locked. */
final class Owners {
    private final Map<String, UUID> byExternalId = new HashMap<>();
    private final Map<String, UUID> byEmail = new HashMap<>();
    private final Map<String, UUID> byPhone = new HashMap<>();
    private final Map<String, UUID> formerly = new HashMap<>();

    void ownsExternalId(String externalId, UUID contactId) {
        byExternalId.put(externalId, contactId);
    }

    void ownsEmail(String key, UUID contactId) {
        byEmail.put(key, contactId);
    }

    void ownsPhone(String phone, UUID contactId) {
        byPhone.put(phone, contactId);
    }

    /** The external id of a contact that became part of this one. */
    void hadExternalId(String externalId, UUID survivorId) {
        formerly.put(externalId, survivorId);
    }

    Set<UUID> all() {
        var all = new HashSet<UUID>();
        Stream.of(byExternalId, byEmail, byPhone, formerly).forEach(owners -> all.addAll(owners.values()));
        return all;
    }

    @Nullable UUID ofExternalId(@Nullable String externalId) {
        return byExternalId.get(externalId);
    }

    @Nullable UUID ofEmail(String key) {
        return byEmail.get(key);
    }

    @Nullable UUID ofPhone(String phone) {
        return byPhone.get(phone);
    }

    /** Whom a former external id leads to. */
    @Nullable UUID formerlyOf(@Nullable String externalId) {
        return formerly.get(externalId);
    }

    Optional<UUID> ofEmails(ContactValues values) {
        return first(byEmail, values.emailKeys());
    }

    Optional<UUID> ofPhones(ContactValues values) {
        return first(byPhone, values.allPhones());
    }

    private static Optional<UUID> first(Map<String, UUID> owners, Set<String> values) {
        return values.stream().map(owners::get).filter(Objects::nonNull).findFirst();
    }

    /** Who is meant: the owner of the external id, else of an e-mail address, else of a phone number. */
    Optional<UUID> meant(ContactValues values) {
        return Optional.ofNullable(ofExternalId(values.externalId().value()))
                .or(() -> Optional.ofNullable(formerlyOf(values.externalId().value())))
                .or(() -> ofEmails(values))
                .or(() -> ofPhones(values));
    }

    /** From now on the contact has these values and no others. */
    void become(Contact contact) {
        Stream.of(byExternalId, byEmail, byPhone)
                .forEach(owners -> owners.values().removeIf(contact.id()::equals));
        var externalId = contact.externalId();
        if (externalId != null) {
            byExternalId.put(externalId, contact.id());
        }
        contact.emailKeys().forEach(key -> byEmail.put(key, contact.id()));
        contact.phones().forEach(phone -> byPhone.put(phone, contact.id()));
    }

    /** The refusal of values that another contact has; empty if none has any. */
    Optional<Refusal> conflict(ContactValues values, @Nullable UUID contactId) {
        var violations = new ArrayList<Violation>();
        var others = new ArrayList<UUID>();
        var externalId = values.externalId().value();
        note(
                externalId == null ? List.of() : List.of(externalId),
                byExternalId,
                contactId,
                "/external_id",
                violations,
                others);
        note(values.emailKeys(), byEmail, contactId, pointer("/email", values.email()), violations, others);
        note(values.allPhones(), byPhone, contactId, pointer("/phone", values.phone()), violations, others);
        return others.isEmpty()
                ? Optional.empty()
                : Optional.of(Refusal.conflict(
                        "Another contact of this workspace has that value.",
                        violations,
                        Map.of("contact_id", others.get(0))));
    }

    private static String pointer(String name, Given<String> primary) {
        return primary.isGiven() ? name : name + "s";
    }

    private static void note(
            Collection<String> values,
            Map<String, UUID> owners,
            @Nullable UUID contactId,
            String pointer,
            List<Violation> violations,
            List<UUID> others) {
        values.stream()
                .map(owners::get)
                .filter(owner -> owner != null && !owner.equals(contactId))
                .findFirst()
                .ifPresent(owner -> {
                    violations.add(new Violation(pointer, "belongs to another contact"));
                    others.add(owner);
                });
    }
}
