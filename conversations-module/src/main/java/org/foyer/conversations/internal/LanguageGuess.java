package org.foyer.conversations.internal;

import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Guesses the language of a message by the small words in it. A message without any may be of every language: "Support?"
 * is asked everywhere.
 */
final class LanguageGuess {
    private static final Set<String> ENGLISH = Set.of(
            "the", "a", "an", "to", "is", "it", "i", "you", "my", "me", "do", "for", "of", "and", "in", "on", "can",
            "not", "what", "how", "your", "we", "be", "have", "this", "that", "are", "please", "want", "need", "would",
            "like", "with", "when", "where", "why", "who", "or", "at", "if", "there", "t", "s", "m", "am", "did",
            "does", "has", "was", "will", "get", "from", "about", "any", "our", "no", "so", "but", "just");

    /** From so many words on a text without any small word of ours is foreign. */
    private static final int TELLING = 6;

    private final Map<Language, LanguagePhrases> phrases = new EnumMap<>(Language.class);

    LanguageGuess() {
        for (var language : Language.values()) {
            if (language != Language.ENGLISH) {
                phrases.put(language, new LanguagePhrases(language));
            }
        }
    }

    /** The languages it may be in, likeliest first. One small word more or less tells little, none tells nothing. */
    List<Language> of(String text) {
        var words =
                LanguagePhrases.segments(text).stream().flatMap(List::stream).toList();
        var votes = new EnumMap<Language, Integer>(Language.class);
        votes.put(
                Language.ENGLISH, (int) words.stream().filter(ENGLISH::contains).count());
        phrases.forEach((language, known) -> votes.put(language, known.votes(words)));
        var most = Collections.max(votes.values());
        return votes.entrySet().stream()
                .filter(vote -> vote.getValue() >= most - 1)
                .sorted(Map.Entry.comparingByValue(Comparator.reverseOrder()))
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Whether a text is in none of the languages: in another script, or of some length without any of their words. */
    boolean isUnknown(String text) {
        var letters = text.codePoints().filter(Character::isLetter).count();
        var latin = text.codePoints()
                .filter(character -> Character.isLetter(character)
                        && Character.UnicodeScript.of(character) == Character.UnicodeScript.LATIN)
                .count();
        if (latin * 2 < letters) {
            return true;
        }
        var words =
                LanguagePhrases.segments(text).stream().flatMap(List::stream).toList();
        return words.size() >= TELLING
                && words.stream().noneMatch(ENGLISH::contains)
                && phrases.values().stream().allMatch(known -> known.votes(words) == 0);
    }

    /** The phrases of a language other than English. */
    LanguagePhrases phrases(Language language) {
        var known = phrases.get(language);
        if (known == null) {
            throw new IllegalArgumentException("English has rules of its own");
        }
        return known;
    }
}
