package org.foyer.contacts.internal;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.foyer.platform.filter.Field;
import org.foyer.platform.table.Column;
import org.jspecify.annotations.Nullable;

/** What the contacts of one workspace can be filtered and sorted by: what every contact has, and custom attributes. */
final class ContactFields {
    static final String CUSTOM = "custom.";

    static final Field EXTERNAL_ID = new Field("external_id", Field.Type.TEXT);
    static final Field NAME = new Field("name", Field.Type.TEXT);
    /** A condition holds where it does for any of the addresses; sorted by the primary one. */
    static final Field EMAIL = new Field("email", Field.Type.TEXT);
    /** Like the addresses. */
    static final Field PHONE = new Field("phone", Field.Type.TEXT);

    static final Field CREATED_AT = new Field("created_at", Field.Type.TIME);
    static final Field UPDATED_AT = new Field("updated_at", Field.Type.TIME);
    static final Field LAST_SEEN_AT = new Field("last_seen_at", Field.Type.TIME);
    static final Field SOURCES = new Field("sources", Field.Type.WORDS);

    private static final List<Field> OWN =
            List.of(EXTERNAL_ID, NAME, EMAIL, PHONE, CREATED_AT, UPDATED_AT, LAST_SEEN_AT, SOURCES);

    private final Map<String, Field> fields = new LinkedHashMap<>();
    private final Map<Field, UUID> attributes = new LinkedHashMap<>();

    private ContactFields() {}

    /** The fields that are not hidden. */
    static ContactFields of(Attributes known) {
        var made = new ContactFields();
        OWN.forEach(field -> made.fields.put(field.name(), field));
        for (var attribute : known.byId().values()) {
            if (!attribute.isArchived()) {
                var field = new Field(CUSTOM + attribute.name(), type(attribute.type()));
                made.fields.put(field.name(), field);
                made.attributes.put(field, attribute.id());
            }
        }
        return made;
    }

    private static Field.Type type(AttributeType type) {
        return switch (type) {
            case TEXT -> Field.Type.TEXT;
            case NUMBER -> Field.Type.NUMBER;
            case BOOLEAN -> Field.Type.BOOLEAN;
            case DATE -> Field.Type.DATE;
        };
    }

    Map<String, Field> toFilterBy() {
        return fields;
    }

    /** All but those that may have several values at once. */
    Map<String, Field> toSortBy() {
        var sortable = new LinkedHashMap<>(fields);
        sortable.remove(SOURCES.name());
        return sortable;
    }

    /** The custom attribute behind a field, null if every contact has the field. */
    @Nullable UUID attribute(Field field) {
        return attributes.get(field);
    }

    Map<UUID, String> namesOfAttributes() {
        var names = new LinkedHashMap<UUID, String>();
        attributes.forEach((field, id) -> names.put(id, field.name()));
        return names;
    }

    static boolean alwaysHasAValue(Field field) {
        return field.equals(CREATED_AT) || field.equals(UPDATED_AT);
    }

    /** The columns of an export, in their order. */
    List<Column> columns() {
        var columns = new ArrayList<Column>();
        Stream.concat(Stream.of("id"), OWN.stream().map(Field::name))
                .map(Column::new)
                .forEach(columns::add);
        for (var field : attributes.keySet()) {
            columns.add(
                    new Column(field.name(), "custom_attributes", field.name().substring(CUSTOM.length())));
        }
        return columns;
    }
}
