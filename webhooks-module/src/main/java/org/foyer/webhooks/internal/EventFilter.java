package org.foyer.webhooks.internal;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.foyer.contracts.contacts.CustomAttributeView;
import org.foyer.platform.document.Document;
import org.foyer.platform.filter.Field;
import org.foyer.platform.filter.Filter;
import org.foyer.platform.filter.FilterEvaluation;
import org.foyer.platform.filter.FilterReader;
import org.jspecify.annotations.Nullable;

/**
 * The fields by which an endpoint filters what it is told, and what an event's data has in them. A field is named by its
 * place in the data ({@code fields.email}, {@code source.utm.campaign}); a person's values also as contacts call them
 * ({@code email}, {@code custom.plan}), so that one filter fits leads and contacts.
 */
final class EventFilter {
    private static final String UTM = "source.utm.";
    private static final Map<String, Field.Type> PLAIN = plain();

    private final Map<String, Field> fields;

    private EventFilter(Map<String, Field> fields) {
        this.fields = fields;
    }

    private static Map<String, Field.Type> plain() {
        var types = new LinkedHashMap<String, Field.Type>();
        for (var text : List.of(
                "email",
                "name",
                "phone",
                "external_id",
                "fields.email",
                "fields.name",
                "fields.phone",
                "status",
                "note",
                "source.page_url",
                "source.referrer",
                "lead_id",
                "agent_id",
                "conversation_id",
                "contact_id",
                "member_id",
                "merged_into")) {
            types.put(text, Field.Type.TEXT);
        }
        types.put("sources", Field.Type.WORDS);
        types.put("changed", Field.Type.WORDS);
        types.put("created_at", Field.Type.TIME);
        types.put("updated_at", Field.Type.TIME);
        return types;
    }

    static EventFilter with(List<CustomAttributeView> attributes) {
        var fields = new LinkedHashMap<String, Field>();
        PLAIN.forEach((name, type) -> fields.put(name, new Field(name, type)));
        for (var attribute : attributes) {
            var type =
                    switch (attribute.type()) {
                        case "number" -> Field.Type.NUMBER;
                        case "boolean" -> Field.Type.BOOLEAN;
                        case "date" -> Field.Type.DATE;
                        default -> Field.Type.TEXT;
                    };
            for (var name : List.of("custom." + attribute.name(), "fields." + attribute.name())) {
                fields.putIfAbsent(name, new Field(name, type));
            }
        }
        return new EventFilter(fields);
    }

    /** Reads the filter of a document; its faults become the document's. */
    Filter read(Document document) {
        return FilterReader.read(document, "filter", known(document.raw("filter")));
    }

    /** A page may name its campaigns' parameters as it likes, so those that the filter asks for are there. */
    private Map<String, Field> known(@Nullable Object filter) {
        var known = new LinkedHashMap<>(fields);
        addUtm(filter, known, 0);
        return known;
    }

    private static void addUtm(@Nullable Object node, Map<String, Field> known, int depth) {
        if (depth > 2 * FilterReader.MAX_DEPTH + 2) {
            return;
        }
        if (node instanceof List<?> list) {
            list.forEach(it -> addUtm(it, known, depth + 1));
        } else if (node instanceof Map<?, ?> map) {
            if (map.get("field") instanceof String name && name.startsWith(UTM) && name.length() > UTM.length()) {
                known.put(name, new Field(name, Field.Type.TEXT));
            }
            map.values().forEach(it -> addUtm(it, known, depth + 1));
        }
    }

    /**
     * Whether a filter that was accepted once holds for an event's data. A field that is gone since, such as an archived
     * attribute, has no value.
     */
    boolean holds(Map<String, Object> filter, Map<String, Object> data, Instant now) {
        var document = Document.of(Map.of("filter", filter));
        var known = known(filter);
        addGone(filter, known, 0);
        var read = FilterReader.read(document, "filter", known);
        return !document.faulty() && new FilterEvaluation(field -> values(field, data), now).holds(read);
    }

    private static void addGone(@Nullable Object node, Map<String, Field> known, int depth) {
        if (depth > 2 * FilterReader.MAX_DEPTH + 2) {
            return;
        }
        if (node instanceof List<?> list) {
            list.forEach(it -> addGone(it, known, depth + 1));
        } else if (node instanceof Map<?, ?> map) {
            if (map.get("field") instanceof String name) {
                known.putIfAbsent(name, new Field(name, Field.Type.TEXT));
            }
            map.values().forEach(it -> addGone(it, known, depth + 1));
        }
    }

    private static Collection<?> values(Field field, Map<String, Object> data) {
        var value = value(field.name(), data);
        var all = value instanceof Collection<?> many ? many : value == null ? List.of() : List.of(value);
        return all.stream()
                .map(one -> typed(field.type(), one))
                .flatMap(Optional::stream)
                .toList();
    }

    private static @Nullable Object value(String name, Map<String, Object> data) {
        if (name.startsWith("custom.")) {
            var attribute = name.substring("custom.".length());
            return first(in(data, "custom_attributes", attribute), in(data, "fields", attribute));
        }
        if (name.startsWith(UTM)) {
            return data.get("source") instanceof Map<?, ?> source
                    ? in(source, "utm", name.substring(UTM.length()))
                    : null;
        }
        var dot = name.indexOf('.');
        if (dot > 0) {
            return in(data, name.substring(0, dot), name.substring(dot + 1));
        }
        if (name.equals("changed")) {
            return data.get("changes") instanceof Map<?, ?> changes ? changes.keySet() : null;
        }
        return first(data.get(name), in(data, "fields", name));
    }

    private static @Nullable Object in(Map<?, ?> data, String object, String name) {
        return data.get(object) instanceof Map<?, ?> inner ? inner.get(name) : null;
    }

    private static @Nullable Object first(@Nullable Object one, @Nullable Object other) {
        return one == null ? other : one;
    }

    /** The value as the field's type has it, though the data may have written it as a text. */
    private static Optional<Object> typed(Field.Type type, Object value) {
        try {
            return switch (type) {
                case TEXT, WORDS ->
                    value instanceof String || value instanceof UUID ? Optional.of(value.toString()) : Optional.empty();
                case NUMBER -> Optional.of(new BigDecimal(value.toString()));
                case BOOLEAN -> Optional.of(Boolean.valueOf(value.toString()));
                case DATE -> Optional.of(LocalDate.parse(value.toString()));
                case TIME -> Optional.of(OffsetDateTime.parse(value.toString()).toInstant());
            };
        } catch (NumberFormatException | DateTimeException e) {
            return Optional.empty();
        }
    }
}
