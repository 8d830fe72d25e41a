package org.foyer.contracts.conversations;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.jspecify.annotations.Nullable;

/**
 * The visitor's side of conversations. Everything a visitor does not own is NOT_FOUND; a wrong body is INVALID with a
 * violation per property. Chatting goes on whatever becomes of a form.
 */
public interface Chat {
    /** The visitor behind a token; UNAUTHENTICATED for an unknown or expired one. */
    VisitorIdentity visitor(String token);

    /**
     * Opens a conversation and greets. A claim to be somebody ({@code identity}) is believed if its hash is right under
     * the agent's identity secret: the conversation then belongs to that person, on whatever device. A wrong one is no
     * error, which would tell; the conversation begins without it and the team sees that something was claimed.
     *
     * @param body the HTTP contract's, may be empty
     * @param formerToken a token the visitor got before; the new conversation then belongs to the same visitor. An
     *     unknown or expired one, or another agent's, is ignored, and so is an identified person's together with a claim
     *     that does not prove the same person
     */
    StartedConversation start(UUID agentId, Map<String, Object> body, @Nullable String formerToken);

    /**
     * Takes a visitor's message, and answers it unless the team has taken the conversation over.
     *
     * @param body {@code text}
     * @param thought what {@link #prepare} led to; null where there was nothing to think out, or it was not asked
     * @return the visitor's message and all that answered it, in order
     */
    List<MessageView> post(
            VisitorIdentity visitor, UUID conversationId, Map<String, Object> body, @Nullable Thought thought);

    /** Takes a visitor's message as {@link #post} does, with nothing thought out before. */
    default List<MessageView> post(VisitorIdentity visitor, UUID conversationId, Map<String, Object> body) {
        return post(visitor, conversationId, body, null);
    }

    /**
     * Looks whether the reply to a message has to be thought out before the message is posted, which is so where a
     * language model answers. Stores nothing, and refuses what {@link #post} would.
     */
    Optional<Thinking> prepare(VisitorIdentity visitor, UUID conversationId, Map<String, Object> body);

    /** A reply that takes time. */
    interface Thinking {
        /**
         * Thinks, for as long as a turn may take. Must be called outside any transaction, on a thread of the container.
         *
         * @param tokens gets the text as it comes, on the caller's thread. It is a preview: the message that is posted in
         *     the end may say something else
         */
        Thought think(Consumer<String> tokens);
    }

    /** A reply as it was thought out, for {@link #post}, which decides what becomes of it. */
    interface Thought {}

    /**
     * Takes a claim to be somebody in a conversation under way.
     *
     * <p>If it is right, an anonymous visitor's conversation becomes that person's, with all that is in it, and needs the
     * new token: the old one, which others may hold who used the browser before, does not open it any more.
     *
     * @param body the {@code identity} of {@link #start}
     * @throws org.foyer.contracts.refusal.Refusal CONFLICT if the conversation is another identified person's
     */
    Identification identify(VisitorIdentity visitor, UUID conversationId, Map<String, Object> body);

    /** The visitor's conversations with the agent, latest activity first; an identified person's from every device. */
    Page<OwnConversationView> conversations(VisitorIdentity visitor, PageRequest page);

    List<MessageView> history(VisitorIdentity visitor, UUID conversationId);

    /** Says that the visitor is writing: the team may see it for some seconds. Kept nowhere. */
    void typing(VisitorIdentity visitor, UUID conversationId);

    /**
     * Takes one of the choices that the agent gave in the conversation; it counts as a message that says its title.
     *
     * @param body empty
     * @throws org.foyer.contracts.refusal.Refusal NOT_FOUND for a choice that was not given there
     */
    List<MessageView> choose(VisitorIdentity visitor, UUID conversationId, UUID choiceId, Map<String, Object> body);

    /** Answers a confirmation; a second answer changes nothing and returns what the first one brought. */
    List<MessageView> confirm(VisitorIdentity visitor, UUID confirmationId, Map<String, Object> body);
}
