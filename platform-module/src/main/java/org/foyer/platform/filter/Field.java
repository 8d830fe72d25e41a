package org.foyer.platform.filter;

import java.util.EnumSet;
import java.util.Set;

/**
 * Something a condition can speak of.
 *
 * @param name as filters and sorts call it
 */
public record Field(String name, Type type) {
    /** What a field's values are, and with that which operators have a meaning. */
    public enum Type {
        /** A text, compared without case; ordered by code points of the folded text. */
        TEXT(Operator.BY_VALUE, Operator.BY_PART, Operator.BY_ORDER),
        /** Any number of words, compared like texts; a condition holds where it does for any one of them. */
        WORDS(Operator.BY_VALUE, Operator.BY_PART),
        NUMBER(Operator.BY_VALUE, Operator.BY_ORDER),
        BOOLEAN(Operator.BY_VALUE),
        /** A day. */
        DATE(Operator.BY_VALUE, Operator.BY_ORDER, EnumSet.of(Operator.WITHIN_LAST)),
        /** A moment; a day given as its value stands for the whole of that day in UTC. */
        TIME(Operator.BY_VALUE, Operator.BY_ORDER, EnumSet.of(Operator.WITHIN_LAST));

        private final Set<Operator> operators = EnumSet.of(Operator.IS_SET, Operator.IS_NOT_SET);

        @SafeVarargs
        Type(Set<Operator>... operators) {
            for (var some : operators) {
                this.operators.addAll(some);
            }
        }

        /** Those that have a meaning for this type. */
        public Set<Operator> operators() {
            return EnumSet.copyOf(operators);
        }
    }
}
