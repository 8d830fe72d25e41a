package org.foyer.platform.filter;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The operators as they are called on the wire, in lower case. */
public enum Operator {
    EQ,
    NE,
    IN,
    NOT_IN,
    CONTAINS,
    NOT_CONTAINS,
    STARTS_WITH,
    ENDS_WITH,
    GT,
    GTE,
    LT,
    LTE,
    BETWEEN,
    IS_SET,
    IS_NOT_SET,
    WITHIN_LAST;

    static final Set<Operator> BY_VALUE = EnumSet.of(EQ, NE, IN, NOT_IN);
    static final Set<Operator> BY_PART = EnumSet.of(CONTAINS, NOT_CONTAINS, STARTS_WITH, ENDS_WITH);
    static final Set<Operator> BY_ORDER = EnumSet.of(GT, GTE, LT, LTE, BETWEEN);

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Operator> of(String wireName) {
        return Arrays.stream(values())
                .filter(operator -> operator.wireName().equals(wireName))
                .findFirst();
    }
}
