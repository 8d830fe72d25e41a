package org.foyer.acceptance.probe;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.foyer.contracts.conversations.LeadSubmitted;
import org.foyer.contracts.event.Delivered;

/** A durable consumer that never fails. */
@ApplicationScoped
public class HealthyReactions {
    @Inject
    private Switch settings;

    void on(@Observes @Delivered LeadSubmitted lead) {
        settings.healthySaw(lead.leadId());
    }
}
