package org.foyer.contracts.actions;

/**
 * A field of a lead form, defaults resolved.
 *
 * @param name {@code name}, {@code email}, {@code phone} or that of a custom attribute
 * @param type what is typed in: {@code text}, {@code email} or {@code tel}, of an attribute {@code text}, {@code number},
 *     {@code boolean} or {@code date}
 * @param autocomplete the HTML autofill token
 */
public record FormField(
        String name, String label, String type, boolean required, String placeholder, String autocomplete) {}
