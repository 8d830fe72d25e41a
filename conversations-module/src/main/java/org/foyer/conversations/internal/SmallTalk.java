package org.foyer.conversations.internal;

import java.util.Optional;
import java.util.Set;

/** The few things people say to any agent, with a short reply to each. It never answers more than pleasantries. */
final class SmallTalk {

    private static final Set<String> GREETINGS = Set.of(
            "hi",
            "hello",
            "hey",
            "hiya",
            "howdy",
            "good",
            "morning",
            "afternoon",
            "evening",
            "day",
            "there",
            "again",
            "everyone",
            "greetings");
    private static final Set<String> NO_GREETING_ALONE = Set.of("there", "again", "everyone", "day");
    private static final Set<String> THANKS = Set.of(
            "thanks",
            "thank",
            "you",
            "cheers",
            "much",
            "very",
            "so",
            "a",
            "lot",
            "many",
            "okay",
            "great",
            "perfect",
            "appreciated",
            "for",
            "your",
            "the",
            "help",
            "and");
    private static final Set<String> FAREWELLS = Set.of(
            "bye", "goodbye", "ciao", "cya", "see", "you", "later", "good", "night", "have", "a", "nice", "day", "for",
            "now", "thanks", "thank", "okay", "then");
    private static final Set<String> KINDS =
            Set.of("bot", "robot", "human", "person", "machine", "ai", "computer", "chatbot", "real", "alive");

    private SmallTalk() {}

    /** Whether a text is one of the replies below. */
    static boolean isOurs(String text) {
        return text.startsWith("Hello! ")
                || text.startsWith("I'm well, thank you.")
                || text.equals("You're welcome!")
                || text.startsWith("Goodbye, and thanks")
                || text.equals("I'm an automated assistant.");
    }

    static Optional<String> replyTo(NormalizedText text, String agentName) {
        var words = text.words();
        if (words.isEmpty() || words.size() > 8) {
            return Optional.empty();
        }
        if (GREETINGS.containsAll(words) && !NO_GREETING_ALONE.containsAll(words)) {
            return Optional.of(
                    agentName.isBlank() ? "Hello! How can I help?" : "Hello! I'm " + agentName + ". How can I help?");
        }
        if (text.line().equals("how are you")
                || (GREETINGS.contains(words.get(0)) && text.line().endsWith("how are you"))) {
            return Optional.of("I'm well, thank you. How can I help?");
        }
        if (THANKS.containsAll(words)
                && (words.contains("thanks") || words.contains("thank") || words.contains("cheers"))) {
            return Optional.of("You're welcome!");
        }
        if (FAREWELLS.containsAll(words)
                && (words.contains("bye")
                        || words.contains("goodbye")
                        || text.line().startsWith("see you")
                        || text.line().startsWith("good night")
                        || text.line().startsWith("have a"))) {
            return Optional.of("Goodbye, and thanks for stopping by.");
        }
        if (text.line().startsWith("are you ") && KINDS.contains(words.get(words.size() - 1))) {
            return Optional.of("I'm an automated assistant.");
        }
        return Optional.empty();
    }
}
