package org.foyer.conversations.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How visitors ask, refuse, answer and greet in one language other than English, read from {@code phrases/<tag>.txt}: a
 * line {@code @name = words} is a word class, {@code concept: pattern} a request, {@code concept~: pattern} a mere signal,
 * {@code refuse} and {@code data} are refusals; the rest are word lists. The patterns are {@link PhrasePattern}s over
 * words in lower case without accents. A phrase in a part of a sentence that also negates is no request.
 */
final class LanguagePhrases {
    private record Phrase(Concept concept, boolean signal, PhrasePattern pattern, String rule) {}

    private static final Pattern SEPARATOR = Pattern.compile("[.,;!?:\\n()¿¡…–—]+");
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}@]+");
    /** "But" begins something new, whose negation is its own. */
    private static final Set<String> TURNS = Set.of("aber", "sondern", "pero", "sino", "mais", "ma", "mas", "maar");

    private static final Map<String, Concept> CONCEPTS = concepts();

    private final Language language;
    private final Map<String, Set<String>> words = new HashMap<>();
    private final List<Phrase> phrases = new ArrayList<>();
    private final List<PhrasePattern> refusals = new ArrayList<>();
    private final List<PhrasePattern> refusedData = new ArrayList<>();
    private final Set<String> pleasantries;

    LanguagePhrases(Language language) {
        this.language = language;
        for (var line : resource("phrases/" + language.tag() + ".txt").split("\n", -1)) {
            read(line.strip());
        }
        this.pleasantries = new HashSet<>(words("hello"));
        pleasantries.addAll(words("thanks"));
        pleasantries.addAll(words("yes"));
        pleasantries.addAll(words("fill"));
    }

    static String resource(String name) {
        try (var stream = LanguagePhrases.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("no " + name + " on the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static Map<String, Concept> concepts() {
        var names = new HashMap<String, Concept>();
        for (var concept : Concept.values()) {
            names.put(concept.name().toLowerCase(Locale.ROOT).replace('_', '-'), concept);
        }
        return names;
    }

    private void read(String line) {
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        if (line.startsWith("@")) {
            var parts = line.substring(1).split(" = ", 2);
            words.put(parts[0], Set.copyOf(new HashSet<>(List.of(parts[1].split(" ")))));
            return;
        }
        var parts = line.split(": ", 2);
        var signal = parts[0].endsWith("~");
        var key = signal ? parts[0].substring(0, parts[0].length() - 1) : parts[0];
        var concept = CONCEPTS.get(key);
        if (concept != null) {
            phrases.add(new Phrase(concept, signal, pattern(parts[1]), language.tag() + ": " + parts[1]));
        } else if (key.equals("refuse")) {
            refusals.add(pattern(parts[1]));
        } else if (key.equals("data")) {
            refusedData.add(pattern(parts[1]));
        } else {
            words.put(key, Set.copyOf(new HashSet<>(Arrays.asList(parts[1].split("[|]")))));
            if (!parts[1].contains("|")) {
                words.put(key, Set.copyOf(new HashSet<>(List.of(parts[1].split(" ")))));
            }
        }
    }

    private PhrasePattern pattern(String text) {
        return PhrasePattern.of(text, words, Set.of());
    }

    Language language() {
        return language;
    }

    /** The words of a list or class; empty if the language has none of this name. */
    Set<String> words(String name) {
        return words.getOrDefault(name, Set.of());
    }

    /** What the rules find; as the English ones do, so that the engine need not know the language. */
    RuleHits match(String text) {
        var requests = new EnumMap<Concept, String>(Concept.class);
        var signals = new EnumMap<Concept, String>(Concept.class);
        var refusal = RefusalKind.NONE;
        var segments = segments(text);
        for (var segment : segments) {
            var found = refusalIn(segment);
            refusal = found == RefusalKind.NONE ? refusal : found;
            if (segment.stream().anyMatch(words("negation")::contains)) {
                continue;
            }
            var from = 0;
            var to = segment.size();
            while (from < to && pleasantries.contains(segment.get(from))) {
                from++;
            }
            while (to > from && pleasantries.contains(segment.get(to - 1))) {
                to--;
            }
            for (var phrase : phrases) {
                if (occurs(phrase.pattern(), segment, from, to)) {
                    (phrase.signal() ? signals : requests).putIfAbsent(phrase.concept(), phrase.rule());
                }
            }
        }
        return new RuleHits(requests, signals, refusal, answer(segments), ContactData.isIn(text));
    }

    private RefusalKind refusalIn(List<String> segment) {
        if (refusedData.stream().anyMatch(pattern -> occurs(pattern, segment, 0, segment.size()))) {
            return RefusalKind.NO_DATA;
        }
        return refusals.stream().anyMatch(pattern -> occurs(pattern, segment, 0, segment.size()))
                ? RefusalKind.NO_CONTACT
                : RefusalKind.NONE;
    }

    private static boolean occurs(PhrasePattern pattern, List<String> words, int from, int to) {
        for (var at = 0; at < words.size(); at++) {
            if (pattern.match(words, at, from, to) >= 0) {
                return true;
            }
        }
        return false;
    }

    private Answer answer(List<List<String>> segments) {
        var all = segments.stream().flatMap(List::stream).toList();
        if (all.isEmpty() || all.size() > 4) {
            return Answer.NONE;
        }
        if (words("no").contains(all.get(0)) && words("no").containsAll(all)) {
            return all.stream().anyMatch(words("negation")::contains)
                            || all.get(0).startsWith("n")
                    ? Answer.NO
                    : Answer.NONE;
        }
        return words("yes").containsAll(all) && !words("thanks").containsAll(all) ? Answer.YES : Answer.NONE;
    }

    /** How many of the words this language claims as its own. */
    int votes(List<String> spoken) {
        return (int) spoken.stream().filter(words("common")::contains).count();
    }

    /** The words in lower case without accents, in segments that end where punctuation or a "but" ends them. */
    static List<List<String>> segments(String text) {
        var plain = fold(text);
        var segments = new ArrayList<List<String>>();
        for (var part : SEPARATOR.split(plain)) {
            var segment = new ArrayList<String>();
            for (var word : BETWEEN_WORDS.split(part)) {
                if (TURNS.contains(word) && !segment.isEmpty()) {
                    segments.add(List.copyOf(segment));
                    segment.clear();
                }
                if (!word.isEmpty()) {
                    segment.add(word);
                }
            }
            if (!segment.isEmpty()) {
                segments.add(List.copyOf(segment));
            }
        }
        return segments;
    }

    private static String fold(String text) {
        var plain = new StringBuilder(text.length());
        Normalizer.normalize(text, Normalizer.Form.NFD)
                .codePoints()
                .filter(character -> Character.getType(character) != Character.NON_SPACING_MARK)
                .forEach(plain::appendCodePoint);
        return plain.toString().toLowerCase(Locale.ROOT).replace("ß", "ss");
    }
}
