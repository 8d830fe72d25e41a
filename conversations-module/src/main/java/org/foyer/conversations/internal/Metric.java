package org.foyer.conversations.internal;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What is counted; each is a column of the tallies. */
enum Metric {
    OFFERED,
    SEEN,
    STARTED,
    SUBMITTED,
    DISMISSED,
    EXPIRED,
    COMPLETED,
    FAILED,
    CONVERSATIONS,
    LEADS;

    String column() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Every metric's column in a pattern's {@code %s}, comma-separated in the metrics' order. */
    static String columns(String pattern) {
        return Arrays.stream(values())
                .map(metric -> pattern.replace("%m", metric.name()).replace("%s", metric.column()))
                .collect(Collectors.joining(", "));
    }
}
