package org.foyer.acceptance.probe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.foyer.contracts.conversations.LeadSubmitted;
import org.foyer.contracts.event.Delivered;

/** A durable consumer that fails as often as it is told to, and an observer in the publisher's transaction. */
@ApplicationScoped
public class FailingReactions {
    @Inject
    private Switch settings;

    void on(@Observes @Delivered LeadSubmitted lead) {
        if (settings.failsNow(lead.leadId())) {
            throw new IllegalStateException("the probe was told to fail");
        }
    }

    void inTransaction(@Observes LeadSubmitted lead) {
        if (settings.refuses()) {
            throw new IllegalStateException("the probe was told to refuse");
        }
    }
}
