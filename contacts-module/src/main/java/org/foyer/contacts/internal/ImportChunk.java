package org.foyer.contacts.internal;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.foyer.contracts.contacts.ValueChange;
import org.foyer.platform.text.Folding;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of some rows, one after the other, each seeing what those before it did. Touches nothing but the
 * contacts it was given.
 */
final class ImportChunk {
    private final UUID workspaceId;
    private final Origin origin;
    private final Rule rule;
    private final ImportValues reader;
    private final Map<String, Contact> owners = new HashMap<>();
    private final Map<UUID, Long> firstRows = new HashMap<>();
    private final Map<UUID, Contact> created = new LinkedHashMap<>();
    private final Map<UUID, Contact> known = new HashMap<>();
    private final Map<String, UUID> former = new HashMap<>();

    ImportChunk(UUID workspaceId, Origin origin, boolean overwrite, ImportValues reader) {
        this.workspaceId = workspaceId;
        this.origin = origin;
        this.rule = overwrite ? Rule.COMMAND : Rule.SYNC;
        this.reader = reader;
    }

    /**
     * A row and what it says.
     *
     * @param keys by which a contact may own it, see {@link #keysOf}
     */
    record Said(ImportFile.Row row, ImportValues.Reading reading, Set<String> keys) {}

    /** What became of a row; the states only where there was a change. */
    record Handled(
            ImportFile.Row row,
            ImportOutcome outcome,
            @Nullable UUID contactId,
            @Nullable String reason,
            @Nullable Long repeats,
            Map<String, ValueChange> changes,
            @Nullable ContactState before,
            @Nullable ContactState after) {}

    Said read(ImportFile.Row row) {
        var fault = row.fault();
        var reading = fault == null ? reader.read(row.values()) : new ImportValues.Reading(null, fault);
        var values = reading.values();
        return new Said(row, reading, values == null ? Set.of() : keysOf(values));
    }

    private static Set<String> keysOf(ContactValues values) {
        var keys = new LinkedHashSet<String>();
        @Nullable String externalId = values.externalId().value();
        if (externalId != null) {
            keys.add(externalIdKey(externalId));
        }
        values.emailKeys().forEach(email -> keys.add(emailKey(email)));
        values.allPhones().forEach(phone -> keys.add(phoneKey(phone)));
        return keys;
    }

    static String externalIdKey(String externalId) {
        return "x" + externalId;
    }

    static List<String> externalIdsIn(Collection<String> keys) {
        return keys.stream()
                .filter(key -> key.startsWith("x"))
                .map(key -> key.substring(1))
                .toList();
    }

    static String emailKey(String folded) {
        return "e" + folded;
    }

    static String phoneKey(String phone) {
        return "p" + phone;
    }

    static Set<String> keysOf(ContactState state) {
        var keys = new LinkedHashSet<String>();
        if (state.externalId() != null) {
            keys.add(externalIdKey(state.externalId()));
        }
        state.emails().forEach(email -> keys.add(emailKey(Folding.emailKey(email.value()))));
        state.phones().forEach(phone -> keys.add(phoneKey(phone.value())));
        return keys;
    }

    /**
     * A contact that rows may be about.
     *
     * @param firstRow the row of this file that made or changed it; null if none did
     */
    void knows(Contact contact, @Nullable Long firstRow) {
        known.put(contact.id(), contact);
        keysOf(contact.state()).forEach(key -> owners.put(key, contact));
        if (firstRow != null) {
            firstRows.put(contact.id(), firstRow);
        }
    }

    /** An external id of a contact that became part of this one, which keeps its own. */
    void knowsFormer(String externalId, UUID survivorId) {
        former.put(externalId, survivorId);
    }

    /** Contacts that the rows made, as they are after the last of them. */
    List<Contact> created() {
        return List.copyOf(created.values());
    }

    /** The contact that a row was about, as it is now. */
    Contact contact(UUID id) {
        return Objects.requireNonNull(known.get(id));
    }

    Handled handle(Said said) {
        var values = said.reading().values();
        if (values == null) {
            return handled(said, ImportOutcome.INVALID, null, said.reading().fault());
        }
        var found = new LinkedHashSet<Contact>();
        for (var key : said.keys()) {
            var owner = ownerOf(key);
            if (owner != null) {
                found.add(owner);
            }
        }
        if (found.size() > 1) {
            return handled(said, ImportOutcome.CONFLICT, null, twoPeople(said));
        }
        if (found.isEmpty()) {
            return create(said, values);
        }
        var contact = found.iterator().next();
        if (isFormer(values.externalId().value())) {
            return change(said, values.withoutExternalId(), contact);
        }
        var another = another(values, contact);
        return another == null
                ? change(said, values, contact)
                : handled(said, ImportOutcome.CONFLICT, contact.id(), another);
    }

    private @Nullable Contact ownerOf(String key) {
        var owner = owners.get(key);
        var survivor = owner == null && key.startsWith("x") ? former.get(key.substring(1)) : null;
        return survivor == null ? owner : known.get(survivor);
    }

    private boolean isFormer(@Nullable String externalId) {
        return externalId != null && former.containsKey(externalId) && !owners.containsKey(externalIdKey(externalId));
    }

    /**
     * Why the owner of one of the row's values is somebody else than the row means: people share phones and addresses, so
     * that a stronger sign that differs counts more than a weaker one that is the same. Null if nothing speaks against it.
     */
    private static @Nullable String another(ContactValues said, Contact contact) {
        @Nullable String externalId = said.externalId().value();
        if (externalId != null && contact.externalId() != null) {
            return externalId.equals(contact.externalId())
                    ? null
                    : "contact " + contact.id() + " has another external_id";
        }
        @Nullable String email = said.email().value();
        if (email == null || contact.email() == null) {
            return null;
        }
        var key = Folding.emailKey(email);
        var isTheirs = contact.state().emails().stream()
                .anyMatch(theirs -> Folding.emailKey(theirs.value()).equals(key));
        return isTheirs ? null : "phone of contact " + contact.id() + ", whose email is another";
    }

    private String twoPeople(Said said) {
        var whose = new LinkedHashMap<Contact, List<String>>();
        for (var key : said.keys()) {
            var owner = ownerOf(key);
            if (owner != null) {
                whose.computeIfAbsent(owner, any -> new ArrayList<>()).add(nameOf(key));
            }
        }
        return whose.entrySet().stream()
                .map(entry -> String.join(" and ", entry.getValue()) + " of contact "
                        + entry.getKey().id())
                .collect(Collectors.joining(", "));
    }

    private static String nameOf(String key) {
        return switch (key.charAt(0)) {
            case 'x' -> "external_id";
            case 'e' -> "email";
            default -> "phone";
        };
    }

    private Handled create(Said said, ContactValues values) {
        var contact = new Contact(workspaceId, origin);
        var changes = contact.take(values, Rule.COMMAND, origin);
        contact.knownFrom(origin.source(), origin.at());
        created.put(contact.id(), contact);
        known.put(contact.id(), contact);
        firstRows.put(contact.id(), said.row().line());
        said.keys().forEach(key -> owners.put(key, contact));
        return new Handled(said.row(), ImportOutcome.CREATED, contact.id(), null, null, changes, null, contact.state());
    }

    private Handled change(Said said, ContactValues values, Contact contact) {
        var before = contact.state();
        var repeats = firstRows.putIfAbsent(contact.id(), said.row().line());
        var changes = contact.take(values, rule, origin);
        var stays = stays(contact, values);
        @Nullable String reason = stays.isEmpty()
                ? null
                : String.join(", ", stays) + (stays.size() == 1 ? " stays as it is: a" : " stay as they are: a")
                        + " stronger source than an import said so";
        if (changes.isEmpty()) {
            var outcome = stays.isEmpty() ? ImportOutcome.SAME : ImportOutcome.CONFLICT;
            return new Handled(said.row(), outcome, contact.id(), reason, repeats, Map.of(), null, null);
        }
        contact.knownFrom(origin.source(), origin.at());
        owners.values().removeIf(contact::equals);
        var after = contact.state();
        keysOf(after).forEach(key -> owners.put(key, contact));
        return new Handled(said.row(), ImportOutcome.CHANGED, contact.id(), reason, repeats, changes, before, after);
    }

    /** The fields that are not what the row says although it says so. */
    private static List<String> stays(Contact contact, ContactValues said) {
        var stays = new ArrayList<String>();
        if (differs(said.externalId(), contact.externalId())) {
            stays.add("external_id");
        }
        if (differs(said.name(), contact.name())) {
            stays.add("name");
        }
        @Nullable String wanted = said.email().value();
        @Nullable String email = contact.email();
        if (wanted != null && (email == null || !Folding.emailKey(wanted).equals(Folding.emailKey(email)))) {
            stays.add("email");
        }
        if (differs(said.phone(), contact.phone())) {
            stays.add("phone");
        }
        var held = new HashMap<UUID, AttributeValue>();
        contact.state().attributes().forEach(value -> held.put(value.attributeId(), value.value()));
        said.attributes().forEach((attribute, value) -> {
            if (differs(value, held.get(attribute.id()))) {
                stays.add("custom." + attribute.name());
            }
        });
        return stays;
    }

    private static <T> boolean differs(Given<T> said, @Nullable T present) {
        return said.isGiven() && !Objects.equals(said.value(), present);
    }

    private static Handled handled(
            Said said, ImportOutcome outcome, @Nullable UUID contactId, @Nullable String reason) {
        return new Handled(said.row(), outcome, contactId, reason, null, Map.of(), null, null);
    }
}
