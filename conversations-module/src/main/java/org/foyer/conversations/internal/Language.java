package org.foyer.conversations.internal;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The languages in which the embedded engine knows how visitors ask. In any other one it stays silent. */
enum Language {
    ENGLISH("en"),
    GERMAN("de"),
    FRENCH("fr"),
    SPANISH("es"),
    ITALIAN("it"),
    PORTUGUESE("pt"),
    DUTCH("nl");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** ISO 639-1. */
    String tag() {
        return tag;
    }

    /** The language of a locale such as {@code pt-BR}; empty for one we don't know. */
    static Optional<Language> ofLocale(@Nullable String locale) {
        if (locale == null) {
            return Optional.empty();
        }
        var language = Locale.forLanguageTag(locale.replace('_', '-')).getLanguage();
        return Arrays.stream(values())
                .filter(known -> known.tag.equals(language))
                .findFirst();
    }
}
