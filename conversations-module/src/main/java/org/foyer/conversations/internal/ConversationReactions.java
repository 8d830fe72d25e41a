package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.foyer.contracts.conversations.ReplyMissed;
import org.foyer.contracts.event.Delivered;

/** What the context does later about its own events. */
@ApplicationScoped
class ConversationReactions {
    private ReplyMails replyMails;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected ConversationReactions() {}

    @Inject
    ConversationReactions(ReplyMails replyMails) {
        this.replyMails = replyMails;
    }

    void on(@Observes @Delivered ReplyMissed event) {
        replyMails.send(event.conversationId(), event.messageId());
    }
}
