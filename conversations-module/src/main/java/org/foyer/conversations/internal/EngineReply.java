package org.foyer.conversations.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an engine makes of a turn: the text it would say if its first proposal were followed, the actions it proposes
 * (at most one proposal each), and whether the visitor refused something. {@link ReplyWording} has the text for the
 * turns on which the policy decides otherwise.
 *
 * @param answer what it says to the message itself, whatever is offered; null where it has nothing to say
 * @param choices the entries it asks about, where {@code answer} asks which of them was meant
 * @param unanswered whether the message asked for something it does not know
 * @param unread whether the message is in a language the engine does not read
 */
record EngineReply(
        String text,
        List<Proposal> proposals,
        RefusalKind refusal,
        @Nullable String answer,
        List<KnowledgeHit> choices,
        boolean unanswered,
        boolean unread) {

    EngineReply {
        proposals = List.copyOf(proposals);
        choices = List.copyOf(choices);
    }

    EngineReply(String text, List<Proposal> proposals, RefusalKind refusal, @Nullable String answer) {
        this(text, proposals, refusal, answer, List.of(), false, false);
    }

    EngineReply(String text, List<Proposal> proposals, RefusalKind refusal) {
        this(text, proposals, refusal, null);
    }
}
