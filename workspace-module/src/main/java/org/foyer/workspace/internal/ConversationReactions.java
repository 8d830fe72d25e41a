package org.foyer.workspace.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.foyer.contracts.conversations.LeadSubmitted;
import org.foyer.contracts.event.Delivered;

/** What members are told of conversations. */
@ApplicationScoped
class ConversationReactions {
    private LeadMails leadMails;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected ConversationReactions() {}

    @Inject
    ConversationReactions(LeadMails leadMails) {
        this.leadMails = leadMails;
    }

    void on(@Observes @Delivered LeadSubmitted event) {
        leadMails.announce(event);
    }
}
