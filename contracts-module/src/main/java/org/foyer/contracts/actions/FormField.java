package org.foyer.contracts.actions;

/**
 * A field of a lead form, defaults resolved.
 *
 * @param name {@code name}, {@code email} or {@code phone}
 * @param type input type: {@code text}, {@code email} or {@code tel}
 * @param autocomplete the HTML autofill token
 */
public record FormField(
        String name, String label, String type, boolean required, String placeholder, String autocomplete) {}
