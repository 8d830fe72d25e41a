package org.foyer.platform.text;

import java.text.Normalizer;

/** Texts as people write and paste them. */
public final class WrittenTexts {
    private static final int LONGEST_WORTH_READING = 2000;

    private WrittenTexts() {}

    /** Without what comes along when one copies from a page: spaces of all kinds, marks of direction. */
    public static String trimmed(String typed) {
        var from = 0;
        var to = typed.length();
        while (from < to && isPadding(typed.charAt(from))) {
            from++;
        }
        while (to > from && isPadding(typed.charAt(to - 1))) {
            to--;
        }
        return typed.substring(from, to);
    }

    // No-break and zero-width spaces, marks of direction. The two joiners are letters of a name.
    private static boolean isPadding(char c) {
        return Character.isWhitespace(c)
                || Character.isSpaceChar(c)
                || (Character.getType(c) == Character.FORMAT && c != '\u200c' && c != '\u200d');
    }

    /** In NFC; normalising costs time that grows with the square of some texts, so a hopelessly long one isn't. */
    public static String composed(String text) {
        return text.length() > LONGEST_WORTH_READING ? text : Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
