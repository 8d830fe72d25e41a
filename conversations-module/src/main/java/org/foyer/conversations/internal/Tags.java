package org.foyer.conversations.internal;

import java.text.Normalizer;
import java.util.LinkedHashMap;
import java.util.List;
import org.foyer.platform.document.Document;
import org.jspecify.annotations.Nullable;

/** Reads tags as the team writes them: trimmed, single spaces, in NFC; of those that differ in case only the first stays. */
final class Tags {
    static final int MOST = 20;
    static final int LONGEST = 50;

    private Tags() {}

    /** Null if absent. */
    static @Nullable List<String> read(Document document) {
        var given = document.texts("tags", MOST, LONGEST);
        if (given == null) {
            if (document.has("tags") && document.raw("tags") == null) {
                document.violation("tags", "must not be null");
            }
            return null;
        }
        var tags = new LinkedHashMap<String, String>();
        for (int i = 0; i < given.size(); i++) {
            var tag = normalized(given.get(i));
            if (tag.isEmpty()) {
                document.violation("tags/" + i, "must not be blank");
            } else if (tag.codePointCount(0, tag.length()) > LONGEST) {
                document.violation("tags/" + i, "must have at most " + LONGEST + " characters");
            }
            tags.putIfAbsent(SearchLine.folded(tag), tag);
        }
        return List.copyOf(tags.values());
    }

    static String normalized(String tag) {
        return Normalizer.normalize(tag, Normalizer.Form.NFC)
                .replaceAll("[\\p{Z}\\s]+", " ")
                .strip();
    }
}
