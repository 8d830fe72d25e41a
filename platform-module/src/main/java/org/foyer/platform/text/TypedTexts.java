package org.foyer.platform.text;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Numbers, truths and dates written as text, as forms and files bring them; each has one written form. */
public final class TypedTexts {
    public static final int INTEGER_DIGITS = 20;
    public static final int FRACTION_DIGITS = 10;

    private static final Pattern NUMBER = Pattern.compile("[+-]?(?:\\d{1,60}(?:\\.\\d{0,60})?|\\.\\d{1,60})");
    private static final Pattern DATE = Pattern.compile("\\d{4}-\\d{2}-\\d{2}");

    private TypedTexts() {}

    /** A decimal number without an exponent; null if the text is none, or has too many digits. */
    public static @Nullable BigDecimal number(String text) {
        return NUMBER.matcher(text).matches() ? number(new BigDecimal(text)) : null;
    }

    /** The number without needless zeros; null if it has more digits than are kept. */
    public static @Nullable BigDecimal number(BigDecimal number) {
        if (number.signum() == 0) {
            return BigDecimal.ZERO;
        }
        // digits before the point; said before anything is written out, which may take a gigabyte
        var integerDigits = (long) number.precision() - number.scale();
        if (integerDigits > INTEGER_DIGITS || number.precision() > 1000) {
            return null;
        }
        var plain = number.stripTrailingZeros();
        if (plain.scale() > FRACTION_DIGITS) {
            return null;
        }
        return plain.scale() < 0 ? plain.setScale(0) : plain;
    }

    /** {@code true} or {@code false}; null for any other text. */
    public static @Nullable Boolean flag(String text) {
        return switch (text) {
            case "true" -> Boolean.TRUE;
            case "false" -> Boolean.FALSE;
            default -> null;
        };
    }

    /** A day written as {@code yyyy-mm-dd}, from 0001-01-01 to 9999-12-31; null for any other text. */
    public static @Nullable LocalDate date(String text) {
        if (!DATE.matcher(text).matches()) {
            return null;
        }
        try {
            var date = LocalDate.parse(text);
            return date.getYear() < 1 ? null : date;
        } catch (DateTimeException e) {
            return null;
        }
    }
}
