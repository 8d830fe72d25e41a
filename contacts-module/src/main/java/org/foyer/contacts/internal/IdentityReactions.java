package org.foyer.contacts.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.foyer.contracts.conversations.VisitorIdentified;
import org.foyer.contracts.event.Delivered;

/** What contacts does about visitors who prove who they are. */
@ApplicationScoped
class IdentityReactions {
    private ContactsService contacts;

    @Inject
    IdentityReactions(ContactsService contacts) {
        this.contacts = contacts;
    }

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected IdentityReactions() {}

    void on(@Observes @Delivered VisitorIdentified person) {
        contacts.register(person);
    }
}
