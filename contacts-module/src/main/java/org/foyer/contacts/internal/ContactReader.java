package org.foyer.contacts.internal;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.foyer.platform.document.Document;
import org.foyer.platform.document.Texts;
import org.foyer.platform.text.EmailAddresses;
import org.foyer.platform.text.Folding;
import org.foyer.platform.text.PhoneNumbers;
import org.foyer.platform.text.TypedTexts;
import org.foyer.platform.text.WrittenTexts;
import org.jspecify.annotations.Nullable;

/** Reads what a client says about a contact: validated, normalised, every fault with its pointer. */
final class ContactReader {
    static final int MAX_EXTERNAL_ID = 255;

    // whose numbers those without a country code are: as of an agent that does not say otherwise
    private static final String DEFAULT_REGION = "US";

    private static final int MAX_NAME = 255;
    private static final int MAX_TEXT = 500;
    private static final int MAX_VALUES = 20;
    private static final List<String> READ_ONLY =
            List.of("id", "created_at", "updated_at", "last_seen_at", "sources", "origins");

    private final Attributes known;

    ContactReader(Attributes known) {
        this.known = known;
    }

    /** Reads all that the document says; its faults are the document's, which is not finished here. */
    ContactValues read(Document document) {
        var email = given(document, "email", (at, text) -> email(document, at, text));
        var phone = given(document, "phone", (at, text) -> phone(document, at, text));
        var emails = list(document, "emails", "email", (at, text) -> email(document, at, text), Folding::emailKey);
        var phones = list(document, "phones", "phone", (at, text) -> phone(document, at, text), number -> number);
        var values = new ContactValues(
                given(document, "external_id", (at, text) -> line(document, at, text, MAX_EXTERNAL_ID)),
                given(document, "name", (at, text) -> line(document, at, text, MAX_NAME)),
                email,
                withPrimary(document, "email", email, emails, Folding::emailKey),
                phone,
                withPrimary(document, "phone", phone, phones, number -> number),
                attributes(document));
        READ_ONLY.stream().filter(document::has).forEach(name -> document.violation(name, "is read-only"));
        return values;
    }

    private static Given<String> given(
            Document document, String name, BiFunction<String, String, @Nullable String> reading) {
        if (!document.has(name)) {
            return Given.nothing();
        }
        var raw = document.raw(name);
        if (raw == null) {
            return Given.of(null);
        }
        if (raw instanceof String text) {
            return Given.of(reading.apply(name, text));
        }
        document.violation(name, "must be a text");
        return Given.nothing();
    }

    private static @Nullable String line(Document document, String at, String typed, int maxLength) {
        var text = WrittenTexts.composed(WrittenTexts.trimmed(typed));
        var fault = text.isEmpty() ? "must not be blank; null clears it" : Texts.fault(text, maxLength, false);
        if (fault != null) {
            document.violation(at, fault);
            return null;
        }
        return text;
    }

    private static @Nullable String email(Document document, String at, String typed) {
        var text = line(document, at, typed, EmailAddresses.MAX_LENGTH);
        var email = text == null ? null : EmailAddresses.canonical(text);
        if (text != null && email == null) {
            document.violation(at, "must be one e-mail address, such as ana@example.com");
        }
        return email;
    }

    private static @Nullable String phone(Document document, String at, String typed) {
        var text = line(document, at, typed, PhoneNumbers.MAX_LENGTH);
        var phone = text == null ? null : PhoneNumbers.e164(text, DEFAULT_REGION);
        if (text != null && phone == null) {
            document.violation(at, "must be a phone number, best with its country code, such as +14155550123");
        }
        return phone;
    }

    /** A list of texts, or of objects as they are answered; the one marked primary comes first. */
    private static Given<List<String>> list(
            Document document,
            String name,
            String property,
            BiFunction<String, String, @Nullable String> reading,
            Function<String, String> key) {
        if (!document.has(name)) {
            return Given.nothing();
        }
        var entries = document.list(name, MAX_VALUES);
        var values = new ArrayList<String>();
        var keys = new HashSet<String>();
        var primaries = 0;
        for (int i = 0; entries != null && i < entries.size(); i++) {
            var at = name + "/" + i;
            @Nullable String value = null;
            var isPrimary = false;
            if (entries.get(i) instanceof String text) {
                value = reading.apply(at, text);
            } else if (entries.get(i) instanceof Map<?, ?> map) {
                var entry = document.nested(at, map);
                isPrimary = Boolean.TRUE.equals(entry.flag("primary"));
                if (entry.raw(property) instanceof String text) {
                    value = reading.apply(at + "/" + property, text);
                } else {
                    entry.violation(property, entry.raw(property) == null ? "is required" : "must be a text");
                }
                entry.finishNested();
            } else {
                document.violation(at, "must be a text, or an object with " + property + " and primary");
            }
            if (isPrimary && ++primaries > 1) {
                document.violation(at + "/primary", "must be true for one alone");
            }
            if (value != null && !keys.add(key.apply(value))) {
                document.violation(at, "is there twice");
            } else if (value != null) {
                values.add(isPrimary ? 0 : values.size(), value);
            }
        }
        return Given.of(values);
    }

    /** Where both are said the primary one must be among all of them; it comes first. */
    private static Given<List<String>> withPrimary(
            Document document,
            String name,
            Given<String> primary,
            Given<List<String>> all,
            Function<String, String> key) {
        @Nullable String wanted = primary.value();
        @Nullable List<String> values = all.value();
        if (values == null || !primary.isGiven()) {
            return all;
        }
        var inOrder = new ArrayList<>(values);
        if (wanted == null
                ? !inOrder.isEmpty()
                : !inOrder.removeIf(value -> key.apply(value).equals(key.apply(wanted)))) {
            if (!document.faulty()) {
                document.violation(name, "must be one of " + name + "s, where both are there");
            }
        } else if (wanted != null) {
            inOrder.add(0, wanted);
        }
        return Given.of(inOrder);
    }

    private Map<CustomAttribute, Given<AttributeValue>> attributes(Document document) {
        var values = new LinkedHashMap<CustomAttribute, Given<AttributeValue>>();
        if (!document.has("custom_attributes")) {
            return values;
        }
        if (document.raw("custom_attributes") == null) {
            known.byId().values().stream()
                    .filter(attribute -> !attribute.isArchived())
                    .forEach(attribute -> values.put(attribute, Given.of(null)));
            return values;
        }
        var given = document.object("custom_attributes");
        if (given == null) {
            return values;
        }
        for (var name : given.names()) {
            var at = Document.escaped(name);
            var attribute = known.named(name).orElse(null);
            var raw = given.raw(name);
            if (attribute == null) {
                given.violation(at, "is not a custom attribute of this workspace");
            } else if (raw == null) {
                values.put(attribute, Given.of(null));
            } else if (attribute.isArchived()) {
                given.violation(at, "is archived and takes no value; null clears it");
            } else {
                values.put(attribute, Given.of(value(given, at, attribute.type(), raw)));
            }
        }
        return values;
    }

    private static @Nullable AttributeValue value(Document given, String at, AttributeType type, Object raw) {
        switch (type) {
            case TEXT -> {
                if (raw instanceof String typed) {
                    var text = line(given, at, typed, MAX_TEXT);
                    return text == null ? null : AttributeValue.of(text);
                }
                given.violation(at, "must be a text");
            }
            case NUMBER -> {
                var number = raw instanceof Number given0 ? TypedTexts.number(decimal(given0)) : null;
                if (number != null) {
                    return AttributeValue.of(number);
                }
                given.violation(
                        at,
                        raw instanceof Number
                                ? "must have at most " + TypedTexts.INTEGER_DIGITS + " digits before and "
                                        + TypedTexts.FRACTION_DIGITS + " after the decimal point"
                                : "must be a number");
            }
            case BOOLEAN -> {
                if (raw instanceof Boolean flag) {
                    return AttributeValue.of(flag);
                }
                given.violation(at, "must be true or false");
            }
            case DATE -> {
                var date = raw instanceof String text ? TypedTexts.date(text) : null;
                if (date != null) {
                    return AttributeValue.of(date);
                }
                given.violation(at, "must be a date such as 2026-01-31");
            }
        }
        return null;
    }

    private static BigDecimal decimal(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        return number instanceof BigInteger integer ? new BigDecimal(integer) : BigDecimal.valueOf(number.longValue());
    }

    /** The values of a lead's fields, normalised by whoever took them in; what is no attribute (any more) is left out. */
    static Map<CustomAttribute, Given<AttributeValue>> ofLead(Map<String, String> fields, Attributes known) {
        var values = new LinkedHashMap<CustomAttribute, Given<AttributeValue>>();
        fields.forEach((name, text) -> {
            if (!ReservedNames.contains(name) && !text.isBlank()) {
                known.named(name).filter(attribute -> !attribute.isArchived()).ifPresent(attribute -> {
                    var value = AttributeValue.parse(attribute.type(), text);
                    if (value != null) {
                        values.put(attribute, Given.of(value));
                    }
                });
            }
        });
        return values;
    }
}
