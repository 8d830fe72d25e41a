package org.foyer.api.query;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads what is percent-encoded strictly, where the container's own decoding guesses. */
public final class PercentEncoding {
    private PercentEncoding() {}

    /** The text of a piece of a query, where a plus sign is a space; nothing if it is no percent-encoded UTF-8. */
    static Optional<String> decode(String encoded) {
        return decodePath(encoded.replace('+', ' '));
    }

    // Character.digit takes digits of other scripts too
    private static int digit(char c) {
        return c < 128 ? Character.digit(c, 16) : -1;
    }

    /** The text of a path; nothing if it is no percent-encoded UTF-8. */
    public static Optional<String> decodePath(String encoded) {
        var bytes = new ByteArrayOutputStream(encoded.length());
        for (int i = 0; i < encoded.length(); ) {
            var c = encoded.codePointAt(i);
            if (c == '%') {
                var high = i + 2 < encoded.length() ? digit(encoded.charAt(i + 1)) : -1;
                var low = i + 2 < encoded.length() ? digit(encoded.charAt(i + 2)) : -1;
                if (high < 0 || low < 0) {
                    return Optional.empty();
                }
                bytes.write(high << 4 | low);
                i += 3;
            } else {
                bytes.writeBytes(Character.toString(c).getBytes(StandardCharsets.UTF_8));
                i += Character.charCount(c);
            }
        }
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes.toByteArray()))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }
}
