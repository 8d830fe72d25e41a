package org.foyer.contacts.internal;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.foyer.contracts.contacts.ContactMerges.MergePreview.Field;
import org.foyer.contracts.contacts.ValueChange;
import org.foyer.platform.text.Folding;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of two contacts that are one, field by field: this one's value stays unless it has none or the other's is
 * chosen; addresses and numbers are all kept. And what is left of it when the two are two again.
 */
final class Merging {
    static final String OTHER = "other";

    private final ContactState mine;
    private final ContactState others;
    private final Map<String, String> choice;
    private final Map<UUID, String> attributeNames;
    private final Instant now;
    private final List<Field> fields = new ArrayList<>();

    /**
     * @param choice whose value is to win, by field
     * @param attributeNames of all attributes of the workspace, in order
     */
    Merging(
            ContactState mine,
            ContactState others,
            Map<String, String> choice,
            Map<UUID, String> attributeNames,
            Instant now) {
        this.mine = mine;
        this.others = others;
        this.choice = choice;
        this.attributeNames = attributeNames;
        this.now = now;
    }

    /** Fields that either has, once {@link #result} was asked for. */
    List<Field> fields() {
        return fields;
    }

    ContactState result() {
        fields.clear();
        var externalId = wins("external_id", mine.externalId(), others.externalId());
        var name = wins("name", mine.name(), others.name());
        var emails = all("email", mine.emails(), others.emails(), Folding::emailKey);
        var phones = all("phone", mine.phones(), others.phones(), phone -> phone);
        var attributes = new ArrayList<ContactState.Attribute>();
        attributeNames.forEach((id, attributeName) -> {
            var ours = attribute(mine, id);
            var theirs = attribute(others, id);
            var winner = wins("custom." + attributeName, wire(ours), wire(theirs)) ? theirs : ours;
            if (winner != null) {
                attributes.add(winner);
            }
        });
        attributes.sort(Comparator.comparing(ContactState.Attribute::attributeId));
        return new ContactState(
                mine.id(),
                mine.workspaceId(),
                externalId ? others.externalId() : mine.externalId(),
                externalId ? others.externalIdOrigin() : mine.externalIdOrigin(),
                name ? others.name() : mine.name(),
                name ? others.nameOrigin() : mine.nameOrigin(),
                emails,
                phones,
                attributes,
                List.copyOf(new LinkedHashSet<>(Stream.concat(mine.sources().stream(), others.sources().stream())
                        .toList())),
                mine.createdSource(),
                mine.createdActor(),
                mine.createdAt(),
                now,
                later(mine.lastSeenAt(), others.lastSeenAt()));
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return one.isAfter(other) ? one : other;
    }

    /** Whether the other one's value wins; notes the field. */
    private boolean wins(String field, @Nullable Object ours, @Nullable Object theirs) {
        if (ours == null && theirs == null) {
            return false;
        }
        var chosen = choice.get(field);
        var other = chosen == null ? ours == null : chosen.equals(OTHER);
        fields.add(new Field(
                field, ours, theirs, other ? OTHER : "this", ours != null && theirs != null && !ours.equals(theirs)));
        return other;
    }

    private List<ContactState.Value> all(
            String field,
            List<ContactState.Value> ours,
            List<ContactState.Value> theirs,
            Function<String, String> key) {
        if (ours.isEmpty() && theirs.isEmpty()) {
            return List.of();
        }
        var other = wins(field, first(ours), first(theirs));
        var inOrder = new LinkedHashMap<String, ContactState.Value>();
        Stream.concat((other ? theirs : ours).stream(), (other ? ours : theirs).stream())
                .forEach(value -> inOrder.putIfAbsent(key.apply(value.value()), value));
        if (ours.size() > 1 || theirs.size() > 1 || inOrder.size() > 1) {
            fields.add(new Field(field + "s", values(ours), values(theirs), "both", false));
        }
        return List.copyOf(inOrder.values());
    }

    private static @Nullable String first(List<ContactState.Value> values) {
        return values.isEmpty() ? null : values.get(0).value();
    }

    private static List<String> values(List<ContactState.Value> values) {
        return values.stream().map(ContactState.Value::value).toList();
    }

    private static ContactState.@Nullable Attribute attribute(ContactState state, UUID id) {
        return state.attributes().stream()
                .filter(attribute -> attribute.attributeId().equals(id))
                .findFirst()
                .orElse(null);
    }

    private static @Nullable Object wire(ContactState.@Nullable Attribute attribute) {
        return attribute == null ? null : attribute.value().wire();
    }

    /** What became of the values of a contact. */
    static Map<String, ValueChange> changes(ContactState before, ContactState after, Map<UUID, String> attributeNames) {
        var changes = new LinkedHashMap<String, ValueChange>();
        note("external_id", before.externalId(), after.externalId(), changes);
        note("name", before.name(), after.name(), changes);
        note("email", first(before.emails()), first(after.emails()), changes);
        note("emails", values(before.emails()), values(after.emails()), changes);
        note("phone", first(before.phones()), first(after.phones()), changes);
        note("phones", values(before.phones()), values(after.phones()), changes);
        attributeNames.forEach(
                (id, name) -> note("custom." + name, wire(attribute(before, id)), wire(attribute(after, id)), changes));
        return changes;
    }

    private static void note(
            String field, @Nullable Object before, @Nullable Object after, Map<String, ValueChange> changes) {
        if (!Objects.equals(before, after)) {
            changes.put(field, new ValueChange(before, after));
        }
    }

    /** The survivor without the merge: what it was, but for what was changed since. */
    static ContactState undone(ContactMerge.Kept kept, ContactState current, Instant now) {
        var before = kept.survivor();
        var result = kept.result();
        var externalId = Objects.equals(current.externalId(), result.externalId());
        var name = Objects.equals(current.name(), result.name());
        var attributes = new ArrayList<ContactState.Attribute>();
        Stream.of(before, current)
                .flatMap(state -> state.attributes().stream())
                .map(ContactState.Attribute::attributeId)
                .distinct()
                .sorted()
                .forEach(id -> {
                    var untouched = Objects.equals(attribute(current, id), attribute(result, id));
                    var value = attribute(untouched ? before : current, id);
                    if (value != null) {
                        attributes.add(value);
                    }
                });
        return new ContactState(
                before.id(),
                before.workspaceId(),
                externalId ? before.externalId() : current.externalId(),
                externalId ? before.externalIdOrigin() : current.externalIdOrigin(),
                name ? before.name() : current.name(),
                name ? before.nameOrigin() : current.nameOrigin(),
                left(
                        before.emails(),
                        result.emails(),
                        current.emails(),
                        kept.merged().emails(),
                        Folding::emailKey),
                left(
                        before.phones(),
                        result.phones(),
                        current.phones(),
                        kept.merged().phones(),
                        phone -> phone),
                attributes,
                current.sources().equals(result.sources()) ? before.sources() : current.sources(),
                before.createdSource(),
                before.createdActor(),
                before.createdAt(),
                current.equals(result) ? before.updatedAt() : now,
                Objects.equals(current.lastSeenAt(), result.lastSeenAt()) ? before.lastSeenAt() : current.lastSeenAt());
    }

    private static List<ContactState.Value> left(
            List<ContactState.Value> before,
            List<ContactState.Value> result,
            List<ContactState.Value> current,
            List<ContactState.Value> merged,
            Function<String, String> key) {
        if (current.equals(result)) {
            return before;
        }
        var theirs = keys(merged, key);
        theirs.removeAll(keys(before, key));
        return current.stream()
                .filter(value -> !theirs.contains(key.apply(value.value())))
                .toList();
    }

    private static Set<String> keys(List<ContactState.Value> values, Function<String, String> key) {
        Set<String> keys = new LinkedHashSet<>();
        values.forEach(value -> keys.add(key.apply(value.value())));
        return keys;
    }
}
