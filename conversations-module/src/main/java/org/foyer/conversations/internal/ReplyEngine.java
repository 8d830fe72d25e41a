package org.foyer.conversations.internal;

/**
 * Produces the agent's reply to one visitor message. An engine may only propose actions: it never offers one itself,
 * and it gets no say once the {@link OfferPolicy} has decided. Implementations are safe for concurrent use and keep
 * nothing of a conversation between turns.
 */
interface ReplyEngine {

    /** The stable name under which decisions are recorded, such as {@code embedded}. */
    String name();

    /** Answers the turn; never null and never an empty text. */
    EngineReply reply(Turn turn);
}
