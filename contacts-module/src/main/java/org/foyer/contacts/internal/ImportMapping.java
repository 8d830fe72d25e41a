package org.foyer.contacts.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.foyer.contracts.contacts.ImportView.Column;
import org.foyer.platform.document.Document;
import org.jspecify.annotations.Nullable;

/** Which column of a file goes to which field: as somebody says it, else by the columns' names. */
final class ImportMapping {
    static final String CUSTOM = "custom.";
    static final String FIRST_NAME = "first_name";
    static final String LAST_NAME = "last_name";

    private static final List<String> IDENTIFYING = List.of("external_id", "email", "phone");
    private static final List<String> FIELDS = List.of("external_id", "name", FIRST_NAME, LAST_NAME, "email", "phone");

    // folded: letters and digits alone, in lower case
    private static final Map<String, String> BY_NAME = Map.ofEntries(
            Map.entry("externalid", "external_id"),
            Map.entry("userid", "external_id"),
            Map.entry("customerid", "external_id"),
            Map.entry("name", "name"),
            Map.entry("fullname", "name"),
            Map.entry("contactname", "name"),
            Map.entry("firstname", FIRST_NAME),
            Map.entry("givenname", FIRST_NAME),
            Map.entry("lastname", LAST_NAME),
            Map.entry("surname", LAST_NAME),
            Map.entry("familyname", LAST_NAME),
            Map.entry("email", "email"),
            Map.entry("mail", "email"),
            Map.entry("emailaddress", "email"),
            Map.entry("phone", "phone"),
            Map.entry("phonenumber", "phone"),
            Map.entry("telephone", "phone"),
            Map.entry("tel", "phone"),
            Map.entry("mobile", "phone"),
            Map.entry("mobilephone", "phone"));

    private ImportMapping() {}

    /**
     * Resolves the columns' fields; faults go to the document that holds the mapping.
     *
     * @param mapping column to field; null: by name
     */
    static List<Column> resolve(
            List<String> columns, @Nullable Document mapping, Attributes attributes, Document root) {
        var resolved = mapping == null ? byName(columns, attributes) : asSaid(columns, mapping, attributes);
        var fields = resolved.stream().map(Column::field).toList();
        if (IDENTIFYING.stream().noneMatch(fields::contains) && !root.faulty()) {
            root.violation(
                    "mapping",
                    "must lead at least one column to external_id, email or phone; the file has the columns "
                            + String.join(", ", columns.stream().limit(20).toList()));
        }
        return resolved;
    }

    private static List<Column> byName(List<String> columns, Attributes attributes) {
        var taken = new HashSet<String>();
        var resolved = new ArrayList<Column>();
        for (var column : columns) {
            var field = fieldNamed(column, attributes);
            resolved.add(new Column(column, field != null && taken.add(field) ? field : null));
        }
        return resolved;
    }

    private static @Nullable String fieldNamed(String column, Attributes attributes) {
        var known = BY_NAME.get(folded(column));
        if (known != null) {
            return known;
        }
        var name = column.startsWith(CUSTOM) ? column.substring(CUSTOM.length()) : column;
        for (var attribute : attributes.byId().values()) {
            if (!attribute.isArchived()
                    && (folded(attribute.name()).equals(folded(name))
                            || folded(attribute.label()).equals(folded(name)))) {
                return CUSTOM + attribute.name();
            }
        }
        return null;
    }

    private static String folded(String name) {
        var letters = name.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}\\p{N}]", "");
        return letters.isEmpty() ? name : letters;
    }

    private static List<Column> asSaid(List<String> columns, Document mapping, Attributes attributes) {
        var taken = new HashSet<String>();
        var resolved = new ArrayList<Column>();
        for (var column : columns) {
            resolved.add(new Column(column, mapping.has(column) ? said(column, mapping, attributes, taken) : null));
        }
        // a property that nobody read names no column
        for (var name : mapping.names()) {
            if (!columns.contains(name)) {
                mapping.raw(name);
                mapping.violation(Document.escaped(name), "is not a column of the file");
            }
        }
        mapping.finishNested();
        return resolved;
    }

    private static @Nullable String said(String column, Document mapping, Attributes attributes, Set<String> taken) {
        var at = Document.escaped(column);
        var raw = mapping.raw(column);
        if (raw == null || raw.equals("")) {
            return null;
        }
        if (!(raw instanceof String field)) {
            mapping.violation(at, "must be the name of a field, or null");
            return null;
        }
        if (!FIELDS.contains(field) && !isAttribute(field, attributes)) {
            mapping.violation(
                    at,
                    "must be one of " + String.join(", ", FIELDS)
                            + ", or custom.<name> of an attribute that is not archived");
        } else if (!taken.add(field)) {
            mapping.violation(at, "leads to a field that another column leads to");
        }
        return field;
    }

    private static boolean isAttribute(String field, Attributes attributes) {
        return field.startsWith(CUSTOM)
                && attributes
                        .named(field.substring(CUSTOM.length()))
                        .filter(attribute -> !attribute.isArchived())
                        .isPresent();
    }
}
