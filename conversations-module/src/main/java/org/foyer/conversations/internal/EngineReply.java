package org.foyer.conversations.internal;

import java.util.List;

/**
 * What an engine makes of a turn: the text it would say if its first proposal were followed, the actions it proposes
 * (at most one proposal each), and whether the visitor refused something. {@link ReplyWording} has the text for the
 * turns on which the policy decides otherwise.
 */
record EngineReply(String text, List<Proposal> proposals, RefusalKind refusal) {

    EngineReply {
        proposals = List.copyOf(proposals);
    }
}
