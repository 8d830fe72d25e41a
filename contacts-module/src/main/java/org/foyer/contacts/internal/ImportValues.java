package org.foyer.contacts.internal;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.foyer.contracts.contacts.ImportView.Column;
import org.foyer.platform.document.Texts;
import org.foyer.platform.text.EmailAddresses;
import org.foyer.platform.text.PhoneNumbers;
import org.jspecify.annotations.Nullable;

/**
 * Reads a row's values by the mapping. An empty cell says nothing. What spreadsheets and our own exports put around a text
 * so that it stays one is taken off: {@code ="0049"}, {@code '+49}.
 */
final class ImportValues {
    private static final int MAX_EXTERNAL_ID = 255;
    private static final int MAX_NAME = 255;
    private static final int MAX_TEXT = 500;
    private static final int LONGEST_WORTH_READING = 2000;
    private static final Pattern AS_TEXT = Pattern.compile("=\"([^\"]*)\"");
    private static final Pattern ESCAPED =
            Pattern.compile("'[=+@\\-\\uFF1D\\uFF0B\\uFF0D\\uFF20\\t\\r].*", Pattern.DOTALL);
    private static final Pattern ROUNDED = Pattern.compile("\\d[.,]?\\d*[eE]\\+?\\d+");

    private final List<Column> columns;
    private final Attributes attributes;
    private final String defaultRegion;

    ImportValues(List<Column> columns, Attributes attributes, String defaultRegion) {
        this.columns = columns;
        this.attributes = attributes;
        this.defaultRegion = defaultRegion;
    }

    /**
     * What a row says.
     *
     * @param values null where there is a fault
     */
    record Reading(@Nullable ContactValues values, @Nullable String fault) {}

    Reading read(Map<String, Object> row) {
        var texts = new LinkedHashMap<String, String>();
        var faults = new ArrayList<String>();
        for (var column : columns) {
            var field = column.field();
            var cell = field == null ? null : row.get(column.name());
            if (field != null && cell != null) {
                var text = text(field, cell, faults);
                if (text != null) {
                    texts.put(field, text);
                }
            }
        }
        var said = values(texts, faults);
        if (!faults.isEmpty()) {
            return new Reading(null, String.join("; ", faults));
        }
        return said.externalId().isGiven()
                        || said.email().isGiven()
                        || said.phone().isGiven()
                ? new Reading(said, null)
                : new Reading(null, "has no external_id, email or phone: the person could not be told from others");
    }

    /** The cell as a text fit to be read; null if it is empty or at fault. */
    private static @Nullable String text(String field, Object cell, List<String> faults) {
        if (cell instanceof Map || cell instanceof List) {
            faults.add(field + " must be a text, a number or true or false");
            return null;
        }
        var typed = cell instanceof BigDecimal number ? number.toPlainString() : cell.toString();
        var text = unwrapped(typed.strip());
        if (text.isEmpty()) {
            return null;
        }
        // normalising costs time that grows with the square of some texts, so a hopelessly long one isn't
        var composed = text.length() > LONGEST_WORTH_READING ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
        var fault = Texts.fault(composed, maximum(field), false);
        if (fault != null) {
            faults.add(field + " " + fault);
            return null;
        }
        return composed;
    }

    private static String unwrapped(String cell) {
        var asText = AS_TEXT.matcher(cell);
        if (asText.matches()) {
            return asText.group(1).strip();
        }
        return ESCAPED.matcher(cell).matches() ? cell.substring(1).strip() : cell;
    }

    private static int maximum(String field) {
        return switch (field) {
            case "external_id" -> MAX_EXTERNAL_ID;
            case "email" -> EmailAddresses.MAX_LENGTH;
            case "phone" -> PhoneNumbers.MAX_LENGTH;
            case "name", ImportMapping.FIRST_NAME, ImportMapping.LAST_NAME -> MAX_NAME;
            default -> MAX_TEXT;
        };
    }

    private ContactValues values(Map<String, String> texts, List<String> faults) {
        return new ContactValues(
                Given.ofNullable(texts.get("external_id")),
                Given.ofNullable(name(texts)),
                Given.ofNullable(email(texts.get("email"), faults)),
                Given.nothing(),
                Given.ofNullable(phone(texts.get("phone"), faults)),
                Given.nothing(),
                attributeValues(texts, faults));
    }

    private static @Nullable String name(Map<String, String> texts) {
        var whole = texts.get("name");
        if (whole != null) {
            return whole;
        }
        var parts = Stream.of(ImportMapping.FIRST_NAME, ImportMapping.LAST_NAME)
                .filter(texts::containsKey)
                .map(texts::get)
                .collect(Collectors.joining(" "));
        return parts.isEmpty() ? null : parts.length() > MAX_NAME ? parts.substring(0, MAX_NAME) : parts;
    }

    private static @Nullable String email(@Nullable String text, List<String> faults) {
        var email = text == null ? null : EmailAddresses.canonical(text);
        if (text != null && email == null) {
            faults.add("email is not one e-mail address");
        }
        return email;
    }

    private @Nullable String phone(@Nullable String text, List<String> faults) {
        var phone = text == null ? null : PhoneNumbers.e164(text, defaultRegion);
        if (text != null && phone == null) {
            faults.add(
                    ROUNDED.matcher(text).matches()
                            ? "phone is a number that a spreadsheet has rounded"
                            : "phone is not a phone number of " + defaultRegion + ", or one with its country code");
        }
        return phone;
    }

    private Map<CustomAttribute, Given<AttributeValue>> attributeValues(
            Map<String, String> texts, List<String> faults) {
        var values = new LinkedHashMap<CustomAttribute, Given<AttributeValue>>();
        for (var entry : texts.entrySet()) {
            if (entry.getKey().startsWith(ImportMapping.CUSTOM)) {
                var name = entry.getKey().substring(ImportMapping.CUSTOM.length());
                var attribute = attributes
                        .named(name)
                        .filter(known -> !known.isArchived())
                        .orElse(null);
                if (attribute == null) {
                    faults.add(entry.getKey() + " is archived");
                    continue;
                }
                var value = value(attribute.type(), entry.getValue());
                if (value == null) {
                    faults.add(entry.getKey() + " " + expected(attribute.type()));
                } else {
                    values.put(attribute, Given.of(value));
                }
            }
        }
        return values;
    }

    private static @Nullable AttributeValue value(AttributeType type, String text) {
        if (type != AttributeType.BOOLEAN) {
            return AttributeValue.parse(type, text);
        }
        return switch (text.toLowerCase(Locale.ROOT)) {
            case "true", "yes", "1" -> AttributeValue.of(Boolean.TRUE);
            case "false", "no", "0" -> AttributeValue.of(Boolean.FALSE);
            default -> null;
        };
    }

    private static String expected(AttributeType type) {
        return switch (type) {
            case TEXT -> "must be a text";
            case NUMBER -> "must be a number such as 1234.5";
            case BOOLEAN -> "must be true or false, yes or no, 1 or 0";
            case DATE -> "must be a date such as 2026-01-31";
        };
    }
}
