package org.foyer.contacts.internal;

import java.util.Locale;

/** What undoing a row came to: its contact removed, its values as they were before, or left as they are. */
enum ImportUndone {
    REMOVED,
    RESTORED,
    KEPT;

    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }
}
