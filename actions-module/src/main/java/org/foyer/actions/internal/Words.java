package org.foyer.actions.internal;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Texts as bags of words: what is compared where there are no vectors, or where vectors alone are not to be trusted. */
final class Words {
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{M}\\p{N}]+");
    private static final Pattern BETWEEN_SENTENCES = Pattern.compile("(?<=[.!?;])\\s+|[\\r\\n]+");
    private static final int SHORTEST_SENTENCE = 3;

    /** English words that say nothing of what is asked for. */
    private static final Set<String> SMALL = Set.of(
            "a", "about", "all", "am", "an", "and", "any", "are", "at", "be", "but", "by", "can", "could", "did", "do",
            "does", "for", "from", "get", "give", "had", "has", "have", "hello", "hey", "hi", "how", "i", "if", "in",
            "is", "it", "its", "just", "know", "like", "me", "my", "need", "of", "on", "or", "our", "please", "s", "so",
            "some", "t", "tell", "thanks", "that", "the", "their", "them", "there", "these", "they", "this", "those",
            "to", "us", "want", "was", "we", "were", "what", "when", "where", "which", "who", "why", "will", "with",
            "would", "you", "your");

    private Words() {}

    /** The words in lower case without accents, in order. */
    static List<String> of(String text) {
        var plain = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFD)
                .codePoints()
                .filter(character -> Character.getType(character) != Character.NON_SPACING_MARK)
                .forEach(plain::appendCodePoint);
        var words = new ArrayList<String>();
        for (var word : BETWEEN_WORDS.split(plain.toString().toLowerCase(Locale.ROOT))) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return words;
    }

    /** Sentences of three words or more. */
    static List<String> sentences(String text, int atMost) {
        var sentences = new ArrayList<String>();
        for (var sentence : BETWEEN_SENTENCES.split(text)) {
            if (sentences.size() < atMost && of(sentence).size() >= SHORTEST_SENTENCE) {
                sentences.add(sentence.strip());
            }
        }
        return sentences;
    }

    /** How much of what two texts are about they share, 0 to 1. */
    static double overlap(String one, String other) {
        var first = of(one);
        var second = of(other);
        if (first.equals(second)) {
            return first.isEmpty() ? 0 : 1;
        }
        var ones = meaningful(first);
        var others = meaningful(second);
        if (ones.isEmpty() || others.isEmpty()) {
            return 0;
        }
        var shared = ones.stream().filter(others::contains).count();
        return 2.0 * shared / (ones.size() + others.size());
    }

    private static Set<String> meaningful(List<String> words) {
        var meaningful = new HashSet<String>();
        for (var word : words) {
            if (!SMALL.contains(word)) {
                meaningful.add(word.length() > 3 && word.endsWith("s") ? word.substring(0, word.length() - 1) : word);
            }
        }
        return meaningful;
    }

    /**
     * Whether a text may well be English, the one language the encoder's model reads: a text of some length in another
     * has no small English word in it.
     */
    static boolean mayBeEnglish(String text) {
        var words = of(text);
        if (words.stream().anyMatch(word -> word.codePoints().anyMatch(c -> c > 'z' && Character.isLetter(c)))) {
            return false;
        }
        return words.size() < 3 || words.stream().anyMatch(SMALL::contains);
    }
}
