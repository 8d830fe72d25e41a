package org.foyer.conversations.internal;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an engine makes of a turn: the text it would say if its first proposal were followed, the actions it proposes
 * (at most one proposal each), and whether the visitor refused something. {@link ReplyWording} has the text for the
 * turns on which the policy decides otherwise.
 *
 * @param answer what the engine says to the matter itself, which holds whatever is decided on the proposals; null where
 *     it only proposes
 */
record EngineReply(
        String text,
        List<Proposal> proposals,
        RefusalKind refusal,
        @Nullable String answer) {

    EngineReply {
        proposals = List.copyOf(proposals);
    }

    EngineReply(String text, List<Proposal> proposals, RefusalKind refusal) {
        this(text, proposals, refusal, null);
    }
}
