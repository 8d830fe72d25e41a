package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.UUID;
import org.foyer.contracts.actions.Agents;
import org.foyer.contracts.actions.Knowledge;
import org.foyer.contracts.conversations.UnansweredQuestionView;
import org.foyer.contracts.conversations.UnansweredQuestions;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;

@ApplicationScoped
@Transactional
class UnansweredQuestionsService implements UnansweredQuestions {
    /** Of more, the older ones wait to be asked again or dismissed: each costs an encoding. */
    private static final int LOOKED_AT = 100;

    private UnansweredQuestionRepository questions;
    private Agents agents;
    private Knowledge knowledge;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected UnansweredQuestionsService() {}

    @Inject
    UnansweredQuestionsService(UnansweredQuestionRepository questions, Agents agents, Knowledge knowledge) {
        this.questions = questions;
        this.agents = agents;
        this.knowledge = knowledge;
    }

    @Override
    public Page<UnansweredQuestionView> list(UUID workspaceId, UUID agentId, PageRequest page) {
        agents.get(workspaceId, agentId);
        return questions.list(agentId, page);
    }

    @Override
    public void dismiss(UUID workspaceId, UUID agentId, UUID questionId) {
        agents.get(workspaceId, agentId);
        var question = questions.find(agentId, questionId).orElseThrow(() -> Refusal.notFound("unanswered question"));
        questions.removeAll(agentId, question.questionKey());
    }

    /** The agent knows something new: drops the questions that it can answer by now. */
    void settle(UUID agentId, UUID entryId) {
        for (var question : questions.latest(agentId, LOOKED_AT)) {
            var found = knowledge.find(agentId, question);
            var best = found.isEmpty() ? null : found.get(0);
            if (best != null
                    && best.score() >= EmbeddedReplyEngine.ANSWERS
                    && best.entryId().equals(entryId)) {
                questions.removeAll(agentId, UnansweredQuestion.key(question));
            }
        }
    }
}
