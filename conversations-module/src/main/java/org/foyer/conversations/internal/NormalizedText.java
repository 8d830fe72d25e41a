package org.foyer.conversations.internal;

import java.util.List;

/**
 * A text as the rules read it: lower-case words, spelled out ("don't" is two words) and with likely typing errors
 * mended, in segments that end where punctuation ends them. No phrase reaches across two segments.
 */
record NormalizedText(List<List<String>> segments) {

    NormalizedText {
        segments = List.copyOf(segments);
    }

    List<String> words() {
        return segments.stream().flatMap(List::stream).toList();
    }

    /** The words in one line: two texts with the same line say the same as far as the rules are concerned. */
    String line() {
        return String.join(" ", words());
    }
}
