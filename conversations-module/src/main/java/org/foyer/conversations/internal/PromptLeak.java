package org.foyer.conversations.internal;

/**
 * Watches a text, letter by letter, for long stretches of the operator's system prompt. Case, white space, punctuation and
 * mark-up make no difference. What is reworded, translated or encoded is not found.
 */
final class PromptLeak {
    /** Letters and digits in one piece that are too many: about fifteen words. */
    private static final int LONG = 80;

    /** Of a short prompt four fifths are too many, but no fewer letters than these. */
    private static final int SHORT = 24;

    /** Pieces from this length on are added up. */
    private static final int PIECE = 30;

    private final char[] prompt;
    private final int limit;
    private final int limitOfPieces;

    /** For each place in the prompt, how many letters before it are those that came last. */
    private final int[] runs;

    private int run;
    private int pieces;
    private boolean leaked;

    PromptLeak(String systemPrompt) {
        var letters = new StringBuilder();
        systemPrompt.chars().filter(PromptLeak::counts).forEach(c -> letters.append(folded((char) c)));
        this.prompt = letters.toString().toCharArray();
        this.limit = Math.min(LONG, Math.max(SHORT, prompt.length * 4 / 5));
        this.limitOfPieces = Math.max(2 * LONG, prompt.length / 2);
        this.runs = new int[prompt.length + 1];
    }

    static boolean counts(int c) {
        return Character.isLetterOrDigit(c);
    }

    private static char folded(char c) {
        return Character.toLowerCase(c);
    }

    /** Takes the next letter or digit of the text. */
    void add(char letter) {
        var c = folded(letter);
        var longest = 0;
        for (int i = prompt.length - 1; i >= 0; i--) {
            runs[i + 1] = prompt[i] == c ? runs[i] + 1 : 0;
            longest = Math.max(longest, runs[i + 1]);
        }
        if (longest <= run && run >= PIECE) {
            pieces += run;
        }
        run = longest;
        leaked |= run >= limit || pieces + (run >= PIECE ? run : 0) >= limitOfPieces;
    }

    /** How many letters, up to the last one, stand in the prompt as they stand here. */
    int run() {
        return run;
    }

    boolean leaked() {
        return leaked;
    }
}
