package org.foyer.platform.document;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.refusal.Violation;
import org.foyer.platform.id.Ids;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON object that a client sent. Faults are collected while reading goes on, so that a client sees all of them
 * at once; {@link #finish()} refuses the object if there was any, or if it has a property nobody read. Values read before
 * that are usable but not to be acted on.
 *
 * <p>Every text is refused if it holds NUL, a lone surrogate or another control character; multi-line texts may hold
 * tabs and line breaks.
 */
public final class Document {
    private static final int MAX_VIOLATIONS = 100;

    private final Map<String, Object> values;
    private final String at;
    private final Set<Violation> violations;
    private final Set<String> read = new LinkedHashSet<>();

    private Document(Map<String, Object> values, String at, Set<Violation> violations) {
        this.values = values;
        this.at = at;
        this.violations = violations;
    }

    public static Document of(Map<String, Object> json) {
        return new Document(json, "", new LinkedHashSet<>());
    }

    /** Whether the client named this property at all, with null or a value. */
    public boolean has(String name) {
        read.add(name);
        return values.containsKey(name);
    }

    /** A text of one line; null if absent or null. Trimmed lengths are the caller's matter. */
    public @Nullable String text(String name, int maxLength) {
        return text(name, maxLength, false);
    }

    /** A text that may have several lines; null if absent or null. */
    public @Nullable String lines(String name, int maxLength) {
        return text(name, maxLength, true);
    }

    /** A text of one line that must be there and hold more than white space; trimmed. */
    public String requiredText(String name, int maxLength) {
        return required(name, text(name, maxLength, false)).strip();
    }

    /** A text of several lines that must be there and hold more than white space; kept as it is. */
    public String requiredLines(String name, int maxLength) {
        return required(name, text(name, maxLength, true));
    }

    private String required(String name, @Nullable String text) {
        if (text == null) {
            if (!has(name) || values.get(name) == null) {
                violation(name, "is required");
            }
            return "";
        }
        if (text.isBlank()) {
            violation(name, "must not be blank");
        }
        return text;
    }

    private @Nullable String text(String name, int maxLength, boolean multiLine) {
        var text = value(name, String.class, "must be a text");
        return text == null ? null : checked(pointer(name), text, maxLength, multiLine);
    }

    private @Nullable String checked(String pointer, String text, int maxLength, boolean multiLine) {
        var fault = Texts.fault(text, maxLength, multiLine);
        if (fault == null) {
            return text;
        }
        add(pointer, fault);
        return null;
    }

    /** True or false; null if absent or null. */
    public @Nullable Boolean flag(String name) {
        return value(name, Boolean.class, "must be true or false");
    }

    /** An id; null if absent or null. */
    public @Nullable UUID id(String name) {
        var text = value(name, String.class, "must be an id (a UUID)");
        if (text == null) {
            return null;
        }
        var id = Ids.parse(text);
        if (id.isEmpty()) {
            violation(name, "must be an id (a UUID)");
        }
        return id.orElse(null);
    }

    /** One of the given texts; null if absent or null. */
    public @Nullable String oneOf(String name, List<String> choices) {
        var text = value(name, String.class, "must be one of " + String.join(", ", choices));
        if (text != null && !choices.contains(text)) {
            violation(name, "must be one of " + String.join(", ", choices));
            return null;
        }
        return text;
    }

    /** A list of texts of one line; null if absent or null. */
    public @Nullable List<String> texts(String name, int maxItems, int maxLength) {
        var list = list(name, maxItems);
        if (list == null) {
            return null;
        }
        var texts = new ArrayList<String>();
        for (int i = 0; i < list.size(); i++) {
            if (list.get(i) instanceof String text) {
                var checked = checked(pointer(name) + "/" + i, text, maxLength, false);
                if (checked != null) {
                    texts.add(checked);
                }
            } else {
                add(pointer(name) + "/" + i, "must be a text");
            }
        }
        return texts;
    }

    /** A list of anything; null if absent or null. */
    public @Nullable List<?> list(String name, int maxItems) {
        var list = value(name, List.class, "must be a list");
        if (list != null && list.size() > maxItems) {
            violation(name, "must have at most " + maxItems + " entries");
            return null;
        }
        return list;
    }

    /** An object, read like this one; its faults count as this one's. Null if absent or null. */
    public @Nullable Document object(String name) {
        var map = value(name, Map.class, "must be an object");
        return map == null ? null : nested(name, map);
    }

    /** The object at a place in a list of this document. */
    public Document nested(String path, Map<?, ?> map) {
        return new Document(copy(map), pointer(path), violations);
    }

    /** A document of its own inside a list: its faults are not this one's, its pointers begin with it. */
    public static Document of(Map<?, ?> map, String at) {
        return new Document(copy(map), at, new LinkedHashSet<>());
    }

    /** A JSON object's map under the type it has. */
    public static Map<String, Object> copy(Map<?, ?> map) {
        var copy = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }

    /** The properties' names as the client ordered them; naming them does not count as reading. */
    public List<String> names() {
        return List.copyOf(values.keySet());
    }

    /** The value as parsed; null if absent or null. */
    public @Nullable Object raw(String name) {
        read.add(name);
        return values.get(name);
    }

    private <T> @Nullable T value(String name, Class<T> type, String otherwise) {
        read.add(name);
        var value = values.get(name);
        if (value == null) {
            return null;
        }
        if (!type.isInstance(value)) {
            violation(name, otherwise);
            return null;
        }
        return type.cast(value);
    }

    /**
     * Adds a fault of the caller's finding.
     *
     * @param path the property, or a path below it such as {@code fields/1}
     */
    public void violation(String path, String message) {
        add(pointer(path), message);
    }

    // Whoever sends a thousand faults is told of the first hundred.
    private void add(String pointer, String message) {
        if (violations.size() < MAX_VIOLATIONS) {
            violations.add(new Violation(pointer, message));
        }
    }

    /** Whether anything was wrong so far. */
    public boolean faulty() {
        return !violations.isEmpty();
    }

    /** A property's name as it stands in a JSON pointer (RFC 6901). */
    public static String escaped(String name) {
        return name.replace("~", "~0").replace("/", "~1");
    }

    private String pointer(String path) {
        return at + "/" + path;
    }

    /** Adds a fault for every property that nobody read; for nested objects, whose root finishes later. */
    public void finishNested() {
        for (var name : values.keySet()) {
            if (!read.contains(name)) {
                add(pointer(escaped(name)), "is not a known property");
            }
        }
    }

    /** Ends the reading: throws INVALID with every fault found, if there was any. */
    public void finish() {
        finishNested();
        if (!violations.isEmpty()) {
            throw Refusal.invalid(List.copyOf(violations));
        }
    }
}
