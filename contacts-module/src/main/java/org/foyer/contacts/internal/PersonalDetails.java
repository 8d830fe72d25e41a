package org.foyer.contacts.internal;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What someone said about themselves, already validated and normalised by whoever took it in.
 *
 * @param email canonical
 * @param phone E.164
 */
record PersonalDetails(
        @Nullable String name,
        @Nullable String email,
        @Nullable String phone) {
    /** The details among a lead's fields; other fields are none of ours yet. */
    static PersonalDetails of(Map<String, String> fields) {
        return new PersonalDetails(value(fields, "name"), value(fields, "email"), value(fields, "phone"));
    }

    // A blank value would count as one and keep a later, real one out.
    private static @Nullable String value(Map<String, String> fields, String name) {
        var value = fields.get(name);
        return value == null || value.isBlank() ? null : value;
    }
}
