package org.foyer.contacts.internal;

import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.foyer.platform.document.Texts;
import org.foyer.platform.filter.Field;
import org.foyer.platform.filter.FilterReader;
import org.foyer.platform.id.Ids;
import org.foyer.platform.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A place in an ordered list: behind the contact that has these values of what the list is ordered by, null where it has
 * none. On the wire it is opaque, and good for the list alone that gave it out.
 */
record Position(List<@Nullable Object> values, UUID id) {
    private static final int MAX_DIGITS = 50;

    Position {
        values = Arrays.asList(values.toArray());
    }

    private record Wire(String list, List<@Nullable String> values, String id) {}

    String text(String fingerprint) {
        var texts = new ArrayList<@Nullable String>();
        for (var value : values) {
            texts.add(
                    value == null
                            ? null
                            : value instanceof BigDecimal number ? number.toPlainString() : value.toString());
        }
        var wire = Json.write(new Wire(fingerprint, texts, id.toString()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(wire.getBytes(StandardCharsets.UTF_8));
    }

    /** The position a text stands for; empty if this list did not give it out. */
    static Optional<Position> parse(String text, String fingerprint, List<SortBy> sort) {
        try {
            var wire = Json.mapper()
                    .readValue(new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8), Wire.class);
            if (wire == null
                    || !fingerprint.equals(wire.list())
                    || wire.values() == null
                    || wire.id() == null
                    || wire.values().size() != sort.size()) {
                return Optional.empty();
            }
            var values = new ArrayList<@Nullable Object>();
            for (int i = 0; i < sort.size(); i++) {
                var value = wire.values().get(i);
                var field = sort.get(i).field();
                if (value == null && ContactFields.alwaysHasAValue(field)) {
                    return Optional.empty();
                }
                values.add(value == null ? null : value(field, value));
            }
            return Ids.parse(wire.id()).map(id -> new Position(values, id));
        } catch (IOException | IllegalArgumentException | DateTimeException e) {
            return Optional.empty();
        }
    }

    private static Object value(Field field, String text) {
        return switch (field.type()) {
            case TEXT, WORDS -> {
                if (Texts.fault(text, 4 * FilterReader.MAX_TEXT, true) != null) {
                    throw new IllegalArgumentException("no text of ours");
                }
                yield text;
            }
            case NUMBER -> {
                if (text.length() > 2 * MAX_DIGITS) {
                    throw new IllegalArgumentException("no number of ours");
                }
                var number = new BigDecimal(text);
                // an exponent would make a billion digits of a few characters
                if (number.precision() > MAX_DIGITS || Math.abs((long) number.scale()) > MAX_DIGITS) {
                    throw new IllegalArgumentException("no number of ours");
                }
                yield new BigDecimal(number.toPlainString());
            }
            case BOOLEAN -> Boolean.valueOf(text);
            case DATE -> stored(LocalDate.parse(text));
            case TIME -> {
                var time = Instant.parse(text);
                stored(time.atOffset(java.time.ZoneOffset.UTC).toLocalDate());
                yield time;
            }
        };
    }

    private static LocalDate stored(LocalDate date) {
        if (date.getYear() < 1 || date.getYear() > 9999) {
            throw new IllegalArgumentException("no date of ours");
        }
        return date;
    }
}
