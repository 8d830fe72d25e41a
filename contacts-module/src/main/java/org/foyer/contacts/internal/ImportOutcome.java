package org.foyer.contacts.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What became of a row. */
enum ImportOutcome {
    CREATED,
    CHANGED,
    SAME,
    CONFLICT,
    INVALID;

    static final List<String> NAMES =
            Arrays.stream(values()).map(ImportOutcome::wireName).toList();

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
