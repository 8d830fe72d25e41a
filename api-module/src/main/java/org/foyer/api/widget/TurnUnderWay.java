package org.foyer.api.widget;

import java.util.function.Consumer;
import java.util.function.Function;
import org.foyer.contracts.conversations.Chat;

/**
 * A turn that is thought out while it is written as an event stream, and committed in the end.
 *
 * @param post posts the message with what was thought; answers a {@link Turn}, or the kept one of a request that was faster
 */
record TurnUnderWay(Chat.Thinking thinking, Function<Chat.Thought, Object> post) {
    Object finish(Consumer<String> tokens) {
        return post.apply(thinking.think(tokens));
    }
}
