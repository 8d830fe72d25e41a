package org.foyer.contacts.internal;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.time.LocalDate;
import org.foyer.platform.text.TypedTexts;
import org.jspecify.annotations.Nullable;

/**
 * A value of a custom attribute, already acceptable: a text, a number without needless zeros, a truth or a day.
 *
 * @param value a {@link String}, {@link BigDecimal}, {@link Boolean} or {@link LocalDate}
 */
record AttributeValue(Object value) {
    static AttributeValue of(String text) {
        return new AttributeValue(text);
    }

    /** The database gives a number back with all its decimals. */
    static AttributeValue of(BigDecimal number) {
        return new AttributeValue(requireNonNull(TypedTexts.number(number)));
    }

    static AttributeValue of(Boolean flag) {
        return new AttributeValue(flag);
    }

    static AttributeValue of(@Nullable LocalDate date) {
        return new AttributeValue(requireNonNull(date));
    }

    /** As it is stored: one of the four is there. */
    static AttributeValue ofColumns(
            @Nullable String text, @Nullable BigDecimal number, @Nullable Boolean flag, @Nullable LocalDate date) {
        if (text != null) {
            return of(text);
        }
        if (number != null) {
            return of(number);
        }
        return flag != null ? of(flag) : of(date);
    }

    /** The value a text stands for; null if it is none of that type. */
    static @Nullable AttributeValue parse(AttributeType type, String text) {
        var value =
                switch (type) {
                    case TEXT -> text;
                    case NUMBER -> TypedTexts.number(text);
                    case BOOLEAN -> TypedTexts.flag(text);
                    case DATE -> TypedTexts.date(text);
                };
        return value == null ? null : new AttributeValue(value);
    }

    AttributeType type() {
        if (value instanceof String) {
            return AttributeType.TEXT;
        }
        if (value instanceof BigDecimal) {
            return AttributeType.NUMBER;
        }
        return value instanceof Boolean ? AttributeType.BOOLEAN : AttributeType.DATE;
    }

    /** As JSON has it: a day is a text there. */
    Object wire() {
        return value instanceof LocalDate date ? date.toString() : value;
    }

    /** The text that {@link #parse} reads again. */
    String text() {
        return value instanceof BigDecimal number ? number.toPlainString() : value.toString();
    }
}
