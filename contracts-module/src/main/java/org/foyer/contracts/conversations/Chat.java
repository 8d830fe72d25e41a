package org.foyer.contracts.conversations;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The visitor's side of conversations. Everything a visitor does not own is NOT_FOUND; a wrong body is INVALID with a
 * violation per property. Chatting goes on whatever becomes of a form.
 */
public interface Chat {
    /** The visitor behind a token; UNAUTHENTICATED for an unknown or expired one. */
    VisitorIdentity visitor(String token);

    /**
     * Opens a conversation and greets.
     *
     * @param body the HTTP contract's, may be empty
     * @param formerToken a token the visitor got before; the new conversation then belongs to the same visitor. An
     *     unknown or expired one, or another agent's, is ignored
     */
    StartedConversation start(UUID agentId, Map<String, Object> body, @Nullable String formerToken);

    /**
     * Takes a visitor's message and answers it.
     *
     * @return the visitor's message and all that answered it, in order
     */
    List<MessageView> post(VisitorIdentity visitor, UUID conversationId, Map<String, Object> body);

    List<MessageView> history(VisitorIdentity visitor, UUID conversationId);

    /** Answers a confirmation; a second answer changes nothing and returns what the first one brought. */
    List<MessageView> confirm(VisitorIdentity visitor, UUID confirmationId, Map<String, Object> body);
}
