package org.foyer.contacts.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.foyer.contracts.conversations.LeadSubmitted;
import org.foyer.contracts.conversations.VisitorIdentified;
import org.foyer.contracts.event.Delivered;

/** What contacts does about the things that happen in conversations. */
@ApplicationScoped
class ConversationReactions {
    private ContactsService contacts;

    @Inject
    ConversationReactions(ContactsService contacts) {
        this.contacts = contacts;
    }

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected ConversationReactions() {}

    void on(@Observes @Delivered LeadSubmitted lead) {
        contacts.register(lead);
    }

    void on(@Observes @Delivered VisitorIdentified person) {
        contacts.identify(person);
    }
}
