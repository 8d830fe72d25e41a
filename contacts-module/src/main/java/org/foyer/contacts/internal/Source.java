package org.foyer.contacts.internal;

import java.util.Locale;

/** Where a value came from, strongest first: a weaker source never replaces what a stronger one said. */
enum Source {
    /** A member of the team, by hand. */
    MANUAL,
    /** The person's own account on the site, proved by a signature. */
    VERIFIED_IDENTITY,
    /** A program with an API key. */
    API,
    /** What a visitor typed into a form: proves nothing. */
    FORM,
    /** A file that was imported. */
    IMPORT,
    /** Concluded from something else. */
    INFERRED;

    /** Its name on the wire and in the database. */
    String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Source of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    boolean isWeakerThan(Source other) {
        return compareTo(other) > 0;
    }
}
