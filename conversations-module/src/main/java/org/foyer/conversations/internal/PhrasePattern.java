package org.foyer.conversations.internal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A phrase over the words of one segment, written as elements between spaces: {@code talk} a word, {@code talk|speak}
 * alternatives, {@code <person>} a word class, {@code to?} an optional element, {@code ~3} up to three words that keep a
 * noun phrase together, {@code ^} and {@code $} the segment's ends without pleasantries, {@code >then} a following word
 * of the class or the end, not consumed. Gaps are short and few, so a match costs a bounded number of steps.
 */
final class PhrasePattern {

    private enum Kind {
        WORD,
        GAP,
        END,
        LOOK_AHEAD
    }

    private record Element(Kind kind, Set<String> words, boolean optional, int gap) {}

    /** Words that end a noun phrase: a gap must not reach from one phrase into the next. */
    private static final Set<String> GAP_STOPS = Set.of(
            "my", "his", "her", "their", "its", "our", "i", "he", "she", "they", "we", "you", "me", "us", "them", "it",
            "about", "for", "to", "on", "in", "at", "into", "by", "from", "with", "that", "this", "who", "which", "is",
            "was", "are", "were", "be", "do", "does", "did", "can", "not", "no", "never", "and", "or", "but", "if",
            "when", "because", "how", "what", "where", "why", "than", "without", "instead", "so", "have", "has");

    private final boolean anchored;
    private final List<Element> elements;
    private final Set<String> gapStops;

    private PhrasePattern(boolean anchored, List<Element> elements, Set<String> gapStops) {
        this.anchored = anchored;
        this.elements = elements;
        this.gapStops = gapStops;
    }

    /** An English pattern. */
    static PhrasePattern of(String pattern, Map<String, Set<String>> classes) {
        return of(pattern, classes, GAP_STOPS);
    }

    static PhrasePattern of(String pattern, Map<String, Set<String>> classes, Set<String> gapStops) {
        var elements = new ArrayList<Element>();
        var anchored = pattern.startsWith("^ ");
        for (var part : (anchored ? pattern.substring(2) : pattern).split(" ", -1)) {
            elements.add(element(part, classes));
        }
        return new PhrasePattern(anchored, List.copyOf(elements), gapStops);
    }

    private static Element element(String part, Map<String, Set<String>> classes) {
        if (part.equals("$")) {
            return new Element(Kind.END, Set.of(), false, 0);
        }
        if (part.startsWith("~")) {
            return new Element(Kind.GAP, Set.of(), false, Integer.parseInt(part.substring(1)));
        }
        if (part.startsWith(">")) {
            return new Element(Kind.LOOK_AHEAD, wordClass(part.substring(1), classes), false, 0);
        }
        var optional = part.endsWith("?");
        var words = new HashSet<String>();
        for (var alternative : (optional ? part.substring(0, part.length() - 1) : part).split("\\|", -1)) {
            if (alternative.startsWith("<")) {
                words.addAll(wordClass(alternative.substring(1, alternative.length() - 1), classes));
            } else {
                words.add(alternative);
            }
        }
        return new Element(Kind.WORD, Set.copyOf(words), optional, 0);
    }

    private static Set<String> wordClass(String name, Map<String, Set<String>> classes) {
        var words = classes.get(name);
        if (words == null) {
            throw new IllegalArgumentException("no word class " + name);
        }
        return words;
    }

    /** The words it may start with; the rules look patterns up by them. */
    Set<String> firstWords() {
        var first = new HashSet<String>();
        for (var element : elements) {
            if (element.kind() != Kind.WORD) {
                break;
            }
            first.addAll(element.words());
            if (!element.optional()) {
                return Set.copyOf(first);
            }
        }
        throw new IllegalStateException("a phrase starts with a word");
    }

    /** Whether a segment of these words could contain it in some order. */
    boolean mayMatch(Set<String> vocabulary) {
        return elements.stream()
                .filter(element -> element.kind() == Kind.WORD && !element.optional())
                .noneMatch(element -> Collections.disjoint(element.words(), vocabulary));
    }

    /**
     * The end (exclusive) of the phrase that starts at {@code at}, or -1. {@code from} and {@code to} are the segment's
     * ends without pleasantries.
     */
    int match(List<String> words, int at, int from, int to) {
        return anchored && at != from ? -1 : rest(words, at, 0, to);
    }

    private int rest(List<String> words, int at, int index, int to) {
        if (index == elements.size()) {
            return at;
        }
        var element = elements.get(index);
        return switch (element.kind()) {
            case END -> at >= to ? rest(words, at, index + 1, to) : -1;
            case LOOK_AHEAD ->
                at >= to || element.words().contains(words.get(at)) ? rest(words, at, index + 1, to) : -1;
            case GAP -> matchGap(words, at, index, to);
            case WORD -> {
                if (at < words.size() && element.words().contains(words.get(at))) {
                    var end = rest(words, at + 1, index + 1, to);
                    if (end >= 0) {
                        yield end;
                    }
                }
                yield element.optional() ? rest(words, at, index + 1, to) : -1;
            }
        };
    }

    private int matchGap(List<String> words, int at, int index, int to) {
        for (var skipped = 0; skipped <= elements.get(index).gap(); skipped++) {
            var end = rest(words, at + skipped, index + 1, to);
            if (end >= 0) {
                return end;
            }
            if (at + skipped >= words.size() || gapStops.contains(words.get(at + skipped))) {
                return -1;
            }
        }
        return -1;
    }
}
