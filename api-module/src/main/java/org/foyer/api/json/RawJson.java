package org.foyer.api.json;

/** JSON that is text already: a response kept from an earlier request. */
public record RawJson(String text) {}
