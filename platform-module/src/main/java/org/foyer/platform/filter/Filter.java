package org.foyer.platform.filter;

import java.time.Duration;
import java.time.Period;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which things are meant. Every node either holds or does not; nothing is unknown. A {@link Condition} holds where its
 * field has a value (one of its values) that answers it, so it never holds where there is none, and {@link Not} of it
 * always does. The negative operators of the language are read as {@link Not}.
 *
 * <p>Values are texts as they were sent (NFC), {@code BigDecimal}, {@code Boolean}, {@code LocalDate} or {@code Instant},
 * after the field's type.
 */
public sealed interface Filter {
    /** What holds for everything. */
    Filter EVERYTHING = new All(List.of());

    /** Holds where all of them do, and so for everything if there are none. */
    record All(List<Filter> of) implements Filter {
        public All {
            of = List.copyOf(of);
        }
    }

    /** Holds where one of them does, and so for nothing if there are none. */
    record Any(List<Filter> of) implements Filter {
        public Any {
            of = List.copyOf(of);
        }
    }

    record Not(Filter of) implements Filter {}

    /** Something about one field. */
    sealed interface Condition extends Filter {
        Field field();
    }

    /** The value is one of these. */
    record OneOf(Field field, List<Object> values) implements Condition {
        public OneOf {
            values = List.copyOf(values);
        }
    }

    /** The text has this part at this place. */
    record HasPart(Field field, Place place, String part) implements Condition {}

    /** Where a text has a part. */
    enum Place {
        ANYWHERE,
        START,
        END
    }

    /** The value lies between two bounds; a bound that is null is none. */
    record Range(
            Field field, @Nullable Bound from, @Nullable Bound to) implements Condition {}

    /**
     * One end of a range.
     *
     * @param included whether the value itself belongs to the range
     */
    record Bound(Object value, boolean included) {}

    /**
     * The day or moment is not in the future and at most this long ago, in UTC; for a day, the day on which that was
     * counts as a whole.
     *
     * @param days the part of it that the calendar counts
     * @param time the part of it that the clock counts
     */
    record WithinLast(Field field, Period days, Duration time) implements Condition {}

    /** There is a value. */
    record Present(Field field) implements Condition {}
}
