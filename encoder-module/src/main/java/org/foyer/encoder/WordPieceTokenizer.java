package org.foyer.encoder;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Cuts a text into the model's word pieces exactly as BERT's uncased tokenizer does: clean, split off Chinese characters,
 * lower case, strip accents, split at white space and punctuation, then the longest known pieces from the left. Source:
 * the tokenizer.json beside the weights (BertNormalizer, BertPreTokenizer, WordPiece).
 */
final class WordPieceTokenizer {
    private static final int LONGEST_WORD = 100;
    private static final String CONTINUED = "##";

    private final Map<String, Integer> vocabulary;
    private final int unknown;
    private final int start;
    private final int end;

    WordPieceTokenizer(Map<String, Integer> vocabulary) {
        this.vocabulary = Map.copyOf(vocabulary);
        this.unknown = id("[UNK]");
        this.start = id("[CLS]");
        this.end = id("[SEP]");
    }

    private int id(String piece) {
        var id = vocabulary.get(piece);
        if (id == null) {
            throw new IllegalStateException("the vocabulary has no " + piece);
        }
        return id;
    }

    /** The ids of at most {@code most} pieces, the opening and the closing one among them. */
    int[] tokenize(String text, int most) {
        var ids = new ArrayList<Integer>();
        ids.add(start);
        for (var word : words(text)) {
            if (ids.size() >= most) {
                break;
            }
            addPieces(word, ids);
        }
        var kept = ids.subList(0, Math.min(ids.size(), most - 1));
        var result = new int[kept.size() + 1];
        for (var i = 0; i < kept.size(); i++) {
            result[i] = kept.get(i);
        }
        result[kept.size()] = end;
        return result;
    }

    private List<String> words(String text) {
        var words = new ArrayList<String>();
        var word = new StringBuilder();
        stripAccents(text).codePoints().forEach(character -> {
            if (isSpace(character)) {
                finish(word, words);
            } else if (isPunctuation(character) || isChinese(character)) {
                finish(word, words);
                words.add(Character.toString(character));
            } else {
                word.appendCodePoint(character);
            }
        });
        finish(word, words);
        return words;
    }

    private static void finish(StringBuilder word, List<String> words) {
        if (!word.isEmpty()) {
            words.add(word.toString());
            word.setLength(0);
        }
    }

    private static String stripAccents(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints()
                .filter(character ->
                        character != 0 && character != 0xFFFD && (isSpace(character) || !isControl(character)))
                .forEach(clean::appendCodePoint);
        var plain = new StringBuilder(clean.length());
        // Accents go before the case: a capital I with a dot is an i with a dot above, whose dot must go too.
        Normalizer.normalize(clean, Normalizer.Form.NFD)
                .codePoints()
                .filter(character -> Character.getType(character) != Character.NON_SPACING_MARK)
                .forEach(plain::appendCodePoint);
        return lowerCase(plain);
    }

    // Letter by letter: the reference does not know that a final sigma has a form of its own.
    private static String lowerCase(CharSequence text) {
        var lower = new StringBuilder(text.length());
        text.codePoints()
                .forEach(character -> lower.append(Character.toString(character).toLowerCase(Locale.ROOT)));
        return lower.toString();
    }

    private void addPieces(String word, List<Integer> ids) {
        if (word.codePointCount(0, word.length()) > LONGEST_WORD) {
            ids.add(unknown);
            return;
        }
        var before = ids.size();
        for (var from = 0; from < word.length(); ) {
            var to = word.length();
            Integer id = null;
            for (; to > from; to = word.offsetByCodePoints(to, -1)) {
                id = vocabulary.get(from == 0 ? word.substring(0, to) : CONTINUED + word.substring(from, to));
                if (id != null) {
                    break;
                }
            }
            if (id == null) {
                ids.subList(before, ids.size()).clear();
                ids.add(unknown);
                return;
            }
            ids.add(id);
            from = to;
        }
    }

    private static boolean isSpace(int character) {
        return character == '\t'
                || character == '\n'
                || character == '\r'
                || character == ' '
                || Character.isSpaceChar(character);
    }

    private static boolean isControl(int character) {
        var type = Character.getType(character);
        return type == Character.CONTROL
                || type == Character.FORMAT
                || type == Character.PRIVATE_USE
                || type == Character.SURROGATE
                || type == Character.UNASSIGNED;
    }

    private static boolean isPunctuation(int character) {
        if (character < 128) {
            return character > ' ' && character < 127 && !Character.isLetterOrDigit(character);
        }
        return switch (Character.getType(character)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    private static boolean isChinese(int character) {
        return (character >= 0x4E00 && character <= 0x9FFF)
                || (character >= 0x3400 && character <= 0x4DBF)
                || (character >= 0x20000 && character <= 0x2A6DF)
                || (character >= 0x2A700 && character <= 0x2B73F)
                || (character >= 0x2B740 && character <= 0x2B81F)
                || (character >= 0x2B920 && character <= 0x2CEAF)
                || (character >= 0xF900 && character <= 0xFAFF)
                || (character >= 0x2F800 && character <= 0x2FA1F);
    }
}
