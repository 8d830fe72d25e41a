package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.foyer.contracts.conversations.UnansweredQuestionView;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.platform.paging.Cursor;

@ApplicationScoped
class UnansweredQuestionRepository {
    private static final String LATEST_OF_EACH = """
            select new org.foyer.contracts.conversations.UnansweredQuestionView(
                latest.id, latest.conversation, latest.question, cast(latest.times as Integer), latest.first, latest.at)
            from (select u.messageId as id, u.conversationId as conversation, u.question as question,
                    u.askedAt as at,
                    count(u.messageId) over (partition by u.questionKey) as times,
                    min(u.askedAt) over (partition by u.questionKey) as first,
                    row_number() over (partition by u.questionKey order by u.askedAt desc, u.messageId desc) as place
                  from UnansweredQuestion u where u.agentId = :agent) latest
            where latest.place = 1 and latest.at <= :at and (latest.at < :at or latest.id < :id)
            order by latest.at desc, latest.id desc
            """;

    @PersistenceContext(unitName = "conversations")
    EntityManager entityManager;

    @SuppressWarnings("NullAway.Init") // injected
    UnansweredQuestionRepository() {}

    /** For tests. */
    UnansweredQuestionRepository(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    void add(UnansweredQuestion question) {
        entityManager.persist(question);
    }

    Page<UnansweredQuestionView> list(UUID agentId, PageRequest page) {
        var after = Cursor.of(page);
        var rows = entityManager
                .createQuery(LATEST_OF_EACH, UnansweredQuestionView.class)
                .setParameter("agent", agentId)
                .setParameter("at", after.at())
                .setParameter("id", after.id())
                .setMaxResults(page.limit() + 1)
                .getResultList();
        return Cursor.page(rows, page.limit(), row -> new Cursor(row.lastAskedAt(), row.id()));
    }

    /** The questions asked last, each once. */
    List<String> latest(UUID agentId, int atMost) {
        return list(agentId, new PageRequest(atMost, null)).items().stream()
                .map(UnansweredQuestionView::question)
                .toList();
    }

    Optional<UnansweredQuestion> find(UUID agentId, UUID id) {
        return Optional.ofNullable(entityManager.find(UnansweredQuestion.class, id))
                .filter(question -> question.agentId().equals(agentId));
    }

    void removeAll(UUID agentId, String questionKey) {
        entityManager
                .createQuery("delete from UnansweredQuestion u where u.agentId = :agent and u.questionKey = :key")
                .setParameter("agent", agentId)
                .setParameter("key", questionKey)
                .executeUpdate();
    }
}
