package org.foyer.contacts.internal;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** What the values of a custom attribute are. */
enum AttributeType {
    TEXT,
    NUMBER,
    BOOLEAN,
    DATE;

    static final List<String> NAMES =
            Arrays.stream(values()).map(AttributeType::wireName).toList();

    /** Its name on the wire and in the database. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static AttributeType of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }
}
