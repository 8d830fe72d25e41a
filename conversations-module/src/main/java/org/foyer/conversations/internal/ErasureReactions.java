package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.foyer.contracts.contacts.ContactErased;
import org.foyer.contracts.event.Delivered;

/** Forgets who contacts has erased. */
@ApplicationScoped
class ErasureReactions {
    private PersonalRecordsService records;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected ErasureReactions() {}

    @Inject
    ErasureReactions(PersonalRecordsService records) {
        this.records = records;
    }

    void on(@Observes @Delivered ContactErased erased) {
        records.erase(erased.workspaceId(), erased.leadIds(), erased.visitorIds());
    }
}
