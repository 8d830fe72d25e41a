package org.foyer.conversations.internal;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * A model's text while it comes in. What is shown of it at once is cleaned of control characters and of a leading
 * {@code <think>} block, and lags behind wherever it has begun to read like the system prompt. It ends when it is too long
 * or gives the prompt away.
 */
final class ModelText {
    static final int LONGEST = 4000;

    private static final String THINK = "<think>";
    private static final String ENDS = ".!?。！？";
    private static final String THOUGHT = "</think>";

    /** Letters in common with the prompt that are still chance. */
    private static final int CHANCE = 16;

    private final Consumer<String> shown;
    private final PromptLeak leak;
    private final StringBuilder text = new StringBuilder();
    private final StringBuilder opening = new StringBuilder();

    /** Where in the text each letter stands that the leak was shown. */
    private int[] letters = new int[256];

    private int letterCount;
    private int shownUntil;
    private boolean opened;
    private boolean thinking;

    ModelText(String systemPrompt, Consumer<String> shown) {
        this.leak = new PromptLeak(systemPrompt);
        this.shown = shown;
    }

    /** Takes the next piece; says whether more is wanted. */
    boolean add(String piece) {
        if (opened) {
            append(piece);
        } else {
            opening.append(piece);
            open();
        }
        show(safeEnd());
        return !leaked() && !tooLong();
    }

    // A model that reasons may begin with a block that is not for the visitor.
    private void open() {
        var begun = opening.toString().stripLeading();
        if (thinking || begun.startsWith(THINK)) {
            thinking = true;
            var end = begun.indexOf(THOUGHT);
            if (end < 0) {
                // only its end is waited for
                return;
            }
            begun = begun.substring(end + THOUGHT.length()).stripLeading();
        } else if (THINK.startsWith(begun)) {
            return;
        }
        if (!begun.isEmpty()) {
            opened = true;
            append(begun);
        }
    }

    private void append(String piece) {
        for (int i = 0; i < piece.length() && !leaked() && !tooLong(); i++) {
            var c = piece.charAt(i);
            if (Character.isISOControl(c) && c != '\n' && c != '\t') {
                continue;
            }
            if (PromptLeak.counts(c)) {
                leak.add(c);
                if (letterCount == letters.length) {
                    letters = Arrays.copyOf(letters, 2 * letterCount);
                }
                letters[letterCount++] = text.length();
            }
            text.append(c);
        }
    }

    private int safeEnd() {
        if (leaked()) {
            return shownUntil;
        }
        var run = leak.run();
        var end = run >= CHANCE ? letters[letterCount - run] : text.length();
        // half of a surrogate pair waits for the other one
        return end > 0 && end == text.length() && Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end;
    }

    private void show(int end) {
        if (end > shownUntil) {
            var piece = text.substring(shownUntil, end);
            shownUntil = end;
            shown.accept(piece);
        }
    }

    boolean leaked() {
        return leak.leaked();
    }

    boolean tooLong() {
        return text.length() > LONGEST;
    }

    /**
     * The whole text, stripped and shown; cut at the end of a sentence where it was broken off for its length.
     *
     * @param brokenOff whether the model was stopped by its limit of tokens
     * @throws ModelFailure if it is not fit to be shown
     */
    String finished(boolean brokenOff) {
        if (leaked()) {
            throw new ModelFailure(ModelOutcome.LEAKED);
        }
        if (!opened && !thinking) {
            append(opening.toString().strip());
        }
        if (leaked()) {
            throw new ModelFailure(ModelOutcome.LEAKED);
        }
        var whole = wellFormed(text.toString()).strip();
        if (isGarbage(whole)) {
            throw new ModelFailure(ModelOutcome.GARBAGE);
        }
        if (tooLong() || brokenOff) {
            return cut(whole);
        }
        show(text.length());
        return whole;
    }

    private static String cut(String whole) {
        if (whole.length() <= LONGEST && (whole.isEmpty() || ENDS.indexOf(whole.charAt(whole.length() - 1)) >= 0)) {
            return whole;
        }
        var kept = whole.length() > LONGEST ? whole.substring(0, LONGEST) : whole;
        var sentence = Math.max(
                Math.max(kept.lastIndexOf(". "), kept.lastIndexOf(".\n")),
                Math.max(kept.lastIndexOf("? "), kept.lastIndexOf("! ")));
        if (sentence > kept.length() / 2) {
            return kept.substring(0, sentence + 1);
        }
        var word = kept.lastIndexOf(' ');
        return (word > kept.length() / 2 ? kept.substring(0, word) : wellFormed(kept)).stripTrailing() + "…";
    }

    /** Without halves of surrogate pairs, which no database takes. */
    private static String wellFormed(String text) {
        var whole = new StringBuilder(text.length());
        text.codePoints()
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .forEach(whole::appendCodePoint);
        return whole.toString();
    }

    private static boolean isGarbage(String text) {
        if (text.isEmpty()) {
            return false;
        }
        var unreadable = text.codePoints()
                .filter(c -> c == 0xFFFD || !Character.isDefined(c) || Character.getType(c) == Character.PRIVATE_USE)
                .count();
        return unreadable * 5 > text.codePointCount(0, text.length())
                || text.codePoints()
                        .noneMatch(c -> Character.isLetterOrDigit(c) || Character.getType(c) == Character.OTHER_SYMBOL);
    }
}
