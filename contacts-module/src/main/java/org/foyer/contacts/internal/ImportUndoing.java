package org.foyer.contacts.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.foyer.contracts.contacts.ValueChange;
import org.jspecify.annotations.Nullable;

/**
 * What a contact is to be once one row of an import is undone. Where nobody touched the contact since, that is what it was,
 * to the time it was last changed; else field by field, and what somebody changed since stays.
 *
 * @param kept the fields that stay, in words for people
 */
record ImportUndoing(ContactState state, List<String> kept) {
    /**
     * @param row that changed the contact
     * @param now the contact as it is
     * @param at when it is undone
     */
    static ImportUndoing of(
            ContactImportRow row, ContactState before, ContactState now, Attributes attributes, Instant at) {
        if (now.updatedAt().equals(row.handledAt())) {
            return new ImportUndoing(before, List.of());
        }
        var kept = new ArrayList<String>();
        var changes = row.changes();
        var externalId = restores("external_id", changes, now.externalId(), now.externalIdOrigin(), row, kept);
        var name = restores("name", changes, now.name(), now.nameOrigin(), row, kept);
        var emails = restoresAll("email", "emails", changes, now.emails(), kept);
        var phones = restoresAll("phone", "phones", changes, now.phones(), kept);
        var state = new ContactState(
                now.id(),
                now.workspaceId(),
                externalId ? before.externalId() : now.externalId(),
                externalId ? before.externalIdOrigin() : now.externalIdOrigin(),
                name ? before.name() : now.name(),
                name ? before.nameOrigin() : now.nameOrigin(),
                emails ? before.emails() : now.emails(),
                phones ? before.phones() : now.phones(),
                attributes(row, before, now, attributes, kept),
                now.sources(),
                now.createdSource(),
                now.createdActor(),
                now.createdAt(),
                kept.size() == changes.size() ? now.updatedAt() : at,
                now.lastSeenAt());
        return new ImportUndoing(state, kept);
    }

    private static boolean restores(
            String field,
            Map<String, ValueChange> changes,
            @Nullable Object present,
            @Nullable Origin origin,
            ContactImportRow row,
            List<String> kept) {
        var change = changes.get(field);
        if (change == null) {
            return false;
        }
        var untouched = Objects.equals(present, change.after())
                && (origin == null || origin.at().equals(row.handledAt()));
        if (!untouched) {
            kept.add(field);
        }
        return untouched;
    }

    private static boolean restoresAll(
            String one,
            String many,
            Map<String, ValueChange> changes,
            List<ContactState.Value> present,
            List<String> kept) {
        var change = changes.containsKey(many) ? changes.get(many) : changes.get(one);
        if (change == null) {
            return false;
        }
        var after = change.after();
        List<?> wanted = after instanceof List<?> list ? list : after == null ? List.of() : List.of(after);
        var untouched = present.stream().map(ContactState.Value::value).toList().equals(wanted);
        if (!untouched) {
            kept.add(one);
        }
        return untouched;
    }

    private static List<ContactState.Attribute> attributes(
            ContactImportRow row, ContactState before, ContactState now, Attributes known, List<String> kept) {
        var restored = new LinkedHashSet<UUID>();
        for (var field : row.changes().keySet()) {
            if (field.startsWith(ImportMapping.CUSTOM)) {
                known.named(field.substring(ImportMapping.CUSTOM.length())).ifPresent(attribute -> {
                    var present = now.attributes().stream()
                            .filter(value -> value.attributeId().equals(attribute.id()))
                            .findFirst();
                    if (present.isPresent() && present.get().origin().at().equals(row.handledAt())) {
                        restored.add(attribute.id());
                    } else {
                        kept.add(field);
                    }
                });
            }
        }
        return merged(before.attributes(), now.attributes(), restored);
    }

    private static List<ContactState.Attribute> merged(
            List<ContactState.Attribute> before, List<ContactState.Attribute> now, Set<UUID> restored) {
        var merged = new ArrayList<>(now);
        merged.removeIf(value -> restored.contains(value.attributeId()));
        before.stream().filter(value -> restored.contains(value.attributeId())).forEach(merged::add);
        return List.copyOf(merged);
    }
}
