package org.foyer.conversations.internal;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.foyer.contracts.actions.FormField;
import org.foyer.platform.document.Document;
import org.foyer.platform.document.Texts;
import org.foyer.platform.text.EmailAddresses;
import org.foyer.platform.text.PhoneNumbers;
import org.foyer.platform.text.TypedTexts;
import org.jspecify.annotations.Nullable;

/**
 * Checks and normalises what was typed into a lead form: e-mail trimmed with its domain in lower case, phone as E.164,
 * names trimmed and in NFC. Blank optional values are left out. Faults go to the document, one per field, worded for the
 * visitor who reads them beside the field.
 */
final class FieldValues {
    private static final int MAX_NAME = 255;
    private static final int MAX_TEXT = 500;
    private static final String NUMBER = "number";
    private static final String BOOLEAN = "boolean";
    private static final String DATE = "date";
    private static final int LONGEST_WORTH_READING = 2000;

    private final String defaultRegion;

    FieldValues(String defaultRegion) {
        this.defaultRegion = defaultRegion;
    }

    /**
     * Reads the values of these fields.
     *
     * @param fields the fields that were asked
     * @param values the values by field name; other names are faults
     * @return the normalised values in the fields' order; only complete if the document is not faulty
     */
    Map<String, String> read(List<FormField> fields, Document values) {
        var normalised = readFrom(fields, values);
        values.finishNested();
        return normalised;
    }

    /** {@link #read} from a document that has other properties too. */
    Map<String, String> readFrom(List<FormField> fields, Document values) {
        var normalised = new LinkedHashMap<String, String>();
        for (var field : fields) {
            var raw = written(values.raw(field.name()), field.type());
            if (raw != null && !(raw instanceof String)) {
                values.violation(field.name(), "must be a text");
                continue;
            }
            var text = raw == null ? "" : trimmed((String) raw);
            if (!text.isEmpty()) {
                var value = normalise(field, text, values);
                if (value != null) {
                    normalised.put(field.name(), value);
                }
            } else if (field.required()) {
                values.violation(field.name(), "is required");
            }
        }
        return normalised;
    }

    /** A number or truth of a field of that type as its text; anything else as it came. */
    private static @Nullable Object written(@Nullable Object raw, String type) {
        if (type.equals(NUMBER) && raw instanceof Number number) {
            var decimal = number instanceof BigDecimal given ? given : new BigDecimal(number.toString());
            var kept = TypedTexts.number(decimal);
            return kept == null ? "-" : kept.toPlainString(); // a dash is no number: it is refused as one
        }
        return type.equals(BOOLEAN) && raw instanceof Boolean flag ? flag.toString() : raw;
    }

    private static String trimmed(String typed) {
        var from = 0;
        var to = typed.length();
        while (from < to && isPadding(typed.charAt(from))) {
            from++;
        }
        while (to > from && isPadding(typed.charAt(to - 1))) {
            to--;
        }
        return typed.substring(from, to);
    }

    // What comes along when one copies from a page: no-break and zero-width spaces, marks of direction. The two joiners
    // are letters of a name.
    private static boolean isPadding(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || (Character.getType(c) == Character.FORMAT && c != '\u200c' && c != '\u200d');
    }

    private @Nullable String normalise(FormField field, String typed, Document values) {
        var name = field.name();
        var maxLength =
                switch (name) {
                    case "email" -> EmailAddresses.MAX_LENGTH;
                    case "phone" -> PhoneNumbers.MAX_LENGTH;
                    case "name" -> MAX_NAME;
                    default -> MAX_TEXT;
                };
        // normalising costs time that grows with the square of some texts, so a hopelessly long one isn't
        var text = typed.length() > LONGEST_WORTH_READING ? typed : Normalizer.normalize(typed, Normalizer.Form.NFC);
        var fault = Texts.fault(text, maxLength, false);
        if (fault != null) {
            values.violation(name, fault);
            return null;
        }
        return switch (name) {
            case "email" ->
                found(
                        EmailAddresses.canonical(text),
                        name,
                        "Enter one e-mail address, such as ana@example.com.",
                        values);
            case "phone" ->
                found(
                        PhoneNumbers.e164(text, defaultRegion),
                        name,
                        "Enter a phone number, with its country code if it is abroad.",
                        values);
            default -> attribute(field, text, values);
        };
    }

    /** The one written form of a value of the field's type. */
    private static @Nullable String attribute(FormField field, String text, Document values) {
        var name = field.name();
        return switch (field.type()) {
            case NUMBER -> {
                var number = TypedTexts.number(text);
                yield found(
                        number == null ? null : number.toPlainString(), name, "Enter a number, such as 12.5.", values);
            }
            case BOOLEAN -> {
                var flag = TypedTexts.flag(text);
                yield found(flag == null ? null : flag.toString(), name, "must be true or false", values);
            }
            case DATE -> {
                var date = TypedTexts.date(text);
                yield found(date == null ? null : date.toString(), name, "Enter a date, such as 2026-01-31.", values);
            }
            default -> text;
        };
    }

    private static @Nullable String found(@Nullable String value, String name, String otherwise, Document values) {
        if (value == null) {
            values.violation(name, otherwise);
        }
        return value;
    }
}
