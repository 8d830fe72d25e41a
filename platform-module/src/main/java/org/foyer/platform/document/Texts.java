package org.foyer.platform.document;

import org.jspecify.annotations.Nullable;

/** What every text that comes from outside must satisfy. */
public final class Texts {
    private Texts() {}

    /**
     * What is wrong with a text, null if nothing.
     *
     * @param maxLength in Unicode code points, as JSON Schema counts
     * @param multiLine whether tabs and line breaks are allowed
     */
    public static @Nullable String fault(String text, int maxLength, boolean multiLine) {
        if (text.length() > maxLength && text.codePointCount(0, text.length()) > maxLength) {
            return "must have at most " + maxLength + " characters";
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isHighSurrogate(c) && i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1))) {
                i++;
            } else if (Character.isSurrogate(c)) {
                return "must be valid Unicode (it has half of a surrogate pair)";
            } else if (Character.isISOControl(c) && !(multiLine && (c == '\n' || c == '\r' || c == '\t'))) {
                return "must not have control characters";
            }
        }
        return null;
    }
}
