package org.foyer.conversations.internal;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a transcript says of the moment at which a visitor's message comes: how many there were, and what became of the
 * one before. A function of the transcript alone.
 *
 * @param turn the number of the present message, from 1
 * @param earlier the visitor's earlier messages, oldest first
 * @param replied whether anybody of our side spoke after the last of them
 * @param answered whether that was an answer
 */
record ConversationState(int turn, List<String> earlier, boolean replied, boolean answered) {
    private static final Pattern KNOWS_NOT = Pattern.compile(
            "\\b(?:(?:can|could)(?:n?['\u2019]?t| not)|cannot|unable to|not able to)\\b.{0,24}\\b(?:answer|help|say|tell"
                    + "|understand)\\b"
                    + "|\\b(?:do|does|did|am|are|is)(?:n['\u2019]?t| not)\\b.{0,16}\\b(?:know|sure|understand)\\b"
                    + "|\\bno (?:idea|information|answer)\\b|\\b(?:don['\u2019]?t|do not) have .{0,12}"
                    + "(?:information|answer)|['\u2019]m not sure|\\bdid you mean\\b");

    static ConversationState of(Turn turn) {
        var earlier = new ArrayList<String>();
        @Nullable Boolean answered = null;
        for (var entry : turn.history()) {
            if (entry.author().equals("visitor")) {
                earlier.add(entry.text());
                answered = null;
            } else if (!earlier.isEmpty() && !Boolean.TRUE.equals(answered)) {
                answered = isAnswer(entry.text());
            }
        }
        return new ConversationState(
                earlier.size() + 1, List.copyOf(earlier), answered != null, Boolean.TRUE.equals(answered));
    }

    /** The message before, if it was answered. */
    Optional<String> answeredBefore() {
        return answered ? last() : Optional.empty();
    }

    /** The message before, if somebody spoke and did not answer it. */
    Optional<String> unansweredBefore() {
        return replied && !answered ? last() : Optional.empty();
    }

    private Optional<String> last() {
        return earlier.isEmpty() ? Optional.empty() : Optional.of(earlier.get(earlier.size() - 1));
    }

    /** Whether a text of ours tells what was asked; pleasantries, offers and "I don't know" do not. */
    static boolean isAnswer(String text) {
        var plain = text.strip();
        return !plain.isEmpty()
                && !KNOWS_NOT.matcher(plain.toLowerCase(Locale.ROOT)).find()
                && !SmallTalk.isOurs(plain)
                && !ReplyWording.isOurs(plain);
    }
}
