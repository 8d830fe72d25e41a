package org.foyer.contracts.workspace;

import org.jspecify.annotations.Nullable;

/**
 * A property that a change named.
 *
 * @param from what it was, to what it became; both null unless harmless to keep for ever, such as a role: never a
 *     secret and nothing about a person
 */
public record AuditChange(
        String property, @Nullable String from, @Nullable String to) {
    /** A property of which only the name is kept. */
    public static AuditChange of(String property) {
        return new AuditChange(property, null, null);
    }
}
