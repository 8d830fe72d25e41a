package org.foyer.contracts.actions;

/**
 * What a lead form asks consent for.
 *
 * @param text the wording, as the visitor reads it
 * @param required whether the form is refused without it
 * @param version names this wording and no other: two wordings are the same exactly when their versions are
 */
public record ConsentRequest(String text, boolean required, String version) {}
