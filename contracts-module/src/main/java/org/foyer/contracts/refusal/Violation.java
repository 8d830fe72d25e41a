package org.foyer.contracts.refusal;

/**
 * One thing wrong with what a client sent.
 *
 * @param pointer RFC 6901 JSON pointer into the request body, or {@code /query/<parameter>}, {@code /header/<name>}
 * @param message what is wrong and what would be right, for a developer or a person filling in a form
 */
public record Violation(String pointer, String message) {}
