package org.foyer.platform.text;

import java.text.Normalizer;
import java.util.Locale;

/**
 * What texts are compared by where case does not matter. The databases' own {@code lower()} differ from each other, so
 * whatever is compared without case is folded here and stored in a column of its own.
 */
public final class Folding {
    private Folding() {}

    /**
     * The key of a text: NFC with each character folded by itself, so that the key of a part is a part of the key (which
     * does not hold for {@link String#toLowerCase}: a sigma at a word's end would differ).
     */
    public static String key(String text) {
        var composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        var folded = new StringBuilder(composed.length());
        composed.codePoints().map(Folding::fold).forEach(folded::appendCodePoint);
        return Normalizer.normalize(folded, Normalizer.Form.NFC);
    }

    // by way of upper case, as String.equalsIgnoreCase does it: some letters have two lower ones
    private static int fold(int character) {
        return Character.toLowerCase(Character.toUpperCase(character));
    }

    /** The key of an e-mail address: by the contract two are the same when they are equal in lower case. */
    public static String emailKey(String email) {
        return email.toLowerCase(Locale.ROOT);
    }
}
