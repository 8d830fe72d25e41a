package org.foyer.platform.text;

import java.text.Normalizer;
import java.util.Locale;

/**
 * What texts are compared by where case does not matter. The databases' own {@code lower()} differ from each other, so
 * whatever is compared without case is folded here and stored in a column of its own.
 */
public final class Folding {
    private Folding() {}

    private static final int BEFORE_SURROGATES = 0xD800;
    private static final int BEHIND_SURROGATES = 0xE000;
    private static final int ROOM = 0x2000;

    /**
     * The key of a text: NFC with each character folded by itself, so that the key of a part is a part of the key (which
     * does not hold for {@link String#toLowerCase}: a sigma at a word's end would differ). A key is for comparing alone:
     * it is not to be shown, and the key of a key may be another.
     */
    public static String key(String text) {
        var composed = Normalizer.normalize(text, Normalizer.Form.NFC);
        var folded = new StringBuilder(composed.length());
        composed.codePoints().map(Folding::fold).forEach(folded::appendCodePoint);
        return inOneOrder(Normalizer.normalize(folded, Normalizer.Form.NFC));
    }

    /**
     * H2 orders texts by UTF-16 units, PostgreSQL by code points. They disagree about the characters from U+E000 to U+FFFF
     * and those beyond, so these move up, out of the way of the surrogates: then every order is that of code points. The
     * last characters of the last plane, which are for private use, fall together.
     */
    private static String inOneOrder(String text) {
        if (text.chars().allMatch(unit -> unit < BEFORE_SURROGATES)) {
            return text;
        }
        var moved = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c < BEHIND_SURROGATES ? c : Math.min(c + ROOM, Character.MAX_CODE_POINT))
                .forEach(moved::appendCodePoint);
        return moved.toString();
    }

    // by way of upper case, as String.equalsIgnoreCase does it: some letters have two lower ones
    private static int fold(int character) {
        return Character.toLowerCase(Character.toUpperCase(character));
    }

    /** The key of an e-mail address: by the contract two are the same when they are equal in lower case. */
    public static String emailKey(String email) {
        return inOneOrder(email.toLowerCase(Locale.ROOT));
    }
}
