package org.foyer.contacts.internal;

import org.jspecify.annotations.Nullable;

/**
 * What somebody says about a field.
 *
 * @param isGiven false where nothing is said and the field is to stay as it is
 * @param value what it is to be; null: nothing
 */
record Given<T>(boolean isGiven, @Nullable T value) {
    static <T> Given<T> nothing() {
        return new Given<>(false, null);
    }

    static <T> Given<T> of(@Nullable T value) {
        return new Given<>(true, value);
    }

    /** Given where there is a value. */
    static <T> Given<T> ofNullable(@Nullable T value) {
        return new Given<>(value != null, value);
    }
}
