package org.foyer.platform.filter;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Collection;
import java.util.function.Function;
import org.foyer.platform.text.Folding;

/**
 * Whether a filter holds for one thing in memory, as it would in a database: texts compare without case, nothing holds of
 * a value that is not there, and what is not of its field's type is not there.
 */
public final class FilterEvaluation {
    private final Function<Field, Collection<?>> values;
    private final Instant now;

    /**
     * Looks at one thing.
     *
     * @param values what it has in a field, any number of them: texts, {@code BigDecimal}, {@code Boolean},
     *     {@code LocalDate} or {@code Instant} after the field's type
     * @param now what {@code within_last} counts from
     */
    public FilterEvaluation(Function<Field, Collection<?>> values, Instant now) {
        this.values = values;
        this.now = now;
    }

    public boolean holds(Filter filter) {
        if (filter instanceof Filter.All all) {
            return all.of().stream().allMatch(this::holds);
        }
        if (filter instanceof Filter.Any any) {
            return any.of().stream().anyMatch(this::holds);
        }
        if (filter instanceof Filter.Not not) {
            return !holds(not.of());
        }
        var condition = (Filter.Condition) filter;
        return values.apply(condition.field()).stream()
                .filter(value -> isOf(condition.field().type(), value))
                .anyMatch(value -> holds(condition, value));
    }

    private static boolean isOf(Field.Type type, Object value) {
        return switch (type) {
            case TEXT, WORDS -> value instanceof String;
            case NUMBER -> value instanceof BigDecimal;
            case BOOLEAN -> value instanceof Boolean;
            case DATE -> value instanceof LocalDate;
            case TIME -> value instanceof Instant;
        };
    }

    private boolean holds(Filter.Condition condition, Object value) {
        if (condition instanceof Filter.OneOf of) {
            return of.values().stream().anyMatch(wanted -> compare(value, wanted) == 0);
        }
        if (condition instanceof Filter.HasPart has) {
            var text = Folding.key((String) value);
            var part = Folding.key(has.part());
            return switch (has.place()) {
                case ANYWHERE -> text.contains(part);
                case START -> text.startsWith(part);
                case END -> text.endsWith(part);
            };
        }
        if (condition instanceof Filter.Range range) {
            var from = range.from();
            var to = range.to();
            return (from == null || compare(value, from.value()) >= (from.included() ? 0 : 1))
                    && (to == null || compare(value, to.value()) <= (to.included() ? 0 : -1));
        }
        if (condition instanceof Filter.WithinLast within) {
            var begin = ZonedDateTime.ofInstant(now, ZoneOffset.UTC)
                    .minus(within.days())
                    .minus(within.time());
            return value instanceof LocalDate day
                    ? !day.isBefore(begin.toLocalDate()) && !day.isAfter(LocalDate.ofInstant(now, ZoneOffset.UTC))
                    : !((Instant) value).isBefore(begin.toInstant()) && !((Instant) value).isAfter(now);
        }
        return true; // it is there, and that is all a Present asks for
    }

    /** −1, 0 or 1. */
    private static int compare(Object one, Object other) {
        if (one instanceof String text) {
            return Integer.signum(Folding.key(text).compareTo(Folding.key((String) other)));
        }
        if (one instanceof BigDecimal number) {
            return number.compareTo((BigDecimal) other);
        }
        if (one instanceof LocalDate day) {
            return Integer.signum(day.compareTo((LocalDate) other));
        }
        if (one instanceof Instant moment) {
            return Integer.signum(moment.compareTo((Instant) other));
        }
        return Boolean.compare((Boolean) one, (Boolean) other);
    }
}
