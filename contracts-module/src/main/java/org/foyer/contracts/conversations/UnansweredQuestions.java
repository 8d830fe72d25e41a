package org.foyer.contracts.conversations;

import java.util.UUID;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;

/**
 * What visitors asked and an agent could not answer. The same question in another case or with other punctuation is the
 * same. A question disappears when it is dismissed, when an entry of the agent's knowledge comes to answer it, and with
 * the conversations it was asked in; asked again without an answer, it is back.
 */
public interface UnansweredQuestions {
    /** Those asked last first. A foreign agent is NOT_FOUND. */
    Page<UnansweredQuestionView> list(UUID workspaceId, UUID agentId, PageRequest page);

    /**
     * Forgets a question, however often it was asked.
     *
     * @param questionId the id in which it was listed, at whatever time
     */
    void dismiss(UUID workspaceId, UUID agentId, UUID questionId);
}
