package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;

/**
 * The rules of all languages. English goes first, since most chats mix it in; where it finds nothing, the languages the
 * message may be in are asked in turn.
 */
@ApplicationScoped
class MessageRules {
    private final RequestRules english = new RequestRules();
    private final LanguageGuess guess = new LanguageGuess();

    RuleHits match(String text) {
        var hits = english.match(text);
        if (hits.refuses() || !hits.requests().isEmpty()) {
            return hits;
        }
        for (var language : guess.of(text)) {
            if (language != Language.ENGLISH) {
                var found = guess.phrases(language).match(text);
                if (found.refuses()
                        || !found.concepts().isEmpty()
                        || (found.answer() != Answer.NONE && hits.answer() == Answer.NONE)) {
                    return found;
                }
            }
        }
        return hits;
    }
}
