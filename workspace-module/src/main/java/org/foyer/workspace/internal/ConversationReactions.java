package org.foyer.workspace.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.foyer.contracts.conversations.LeadSubmitted;
import org.foyer.contracts.event.Delivered;
import org.foyer.contracts.event.DomainEvent;
import org.foyer.platform.delivery.Selective;
import org.foyer.platform.mail.Mailer;

/** What members are told of conversations. */
@ApplicationScoped
class ConversationReactions implements Selective {
    private LeadMails leadMails;
    private Mailer mailer;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected ConversationReactions() {}

    @Inject
    ConversationReactions(LeadMails leadMails, Mailer mailer) {
        this.leadMails = leadMails;
        this.mailer = mailer;
    }

    /** Without a mail server nobody is told, and a lead, which is on the hot path, costs nothing more. */
    @Override
    public boolean wants(DomainEvent event) {
        return mailer.isConfigured();
    }

    void on(@Observes @Delivered LeadSubmitted event) {
        leadMails.announce(event);
    }
}
