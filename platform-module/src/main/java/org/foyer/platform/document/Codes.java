package org.foyer.platform.document;

import java.util.IllformedLocaleException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Codes that the world has agreed on: languages and countries. */
public final class Codes {
    private static final Pattern LANGUAGE_TAG = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*");
    private static final Pattern ALPHA_2 = Pattern.compile("[A-Za-z]{2}");
    private static final Set<String> REGIONS = Set.of(Locale.getISOCountries());

    private Codes() {}

    /** Whether it is a well-formed language tag (BCP 47) that names a language, which a private-use tag does not. */
    public static boolean isLanguageTag(String tag) {
        if (!LANGUAGE_TAG.matcher(tag).matches()) {
            return false;
        }
        try {
            new Locale.Builder().setLanguageTag(tag);
            return true;
        } catch (IllformedLocaleException e) {
            return false;
        }
    }

    /** The country code (ISO 3166 alpha-2) in upper case; empty for anything else. */
    public static Optional<String> region(String text) {
        return Optional.of(text)
                .filter(code -> ALPHA_2.matcher(code).matches())
                .map(code -> code.toUpperCase(Locale.ROOT))
                .filter(REGIONS::contains);
    }
}
