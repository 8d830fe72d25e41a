package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import org.foyer.contracts.actions.KnowledgeIndexed;
import org.foyer.contracts.event.Delivered;

/** Settles what visitors asked in vain, once the agent knows it. */
@ApplicationScoped
class KnowledgeReactions {
    private UnansweredQuestionsService questions;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected KnowledgeReactions() {}

    @Inject
    KnowledgeReactions(UnansweredQuestionsService questions) {
        this.questions = questions;
    }

    void on(@Observes @Delivered KnowledgeIndexed indexed) {
        questions.settle(indexed.agentId(), indexed.entryId());
    }
}
