package org.foyer.actions.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.paging.Cursor;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class ActionRepository {
    @PersistenceContext(unitName = "actions")
    EntityManager entityManager;

    protected ActionRepository() {}

    ActionRepository(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    void add(Action action) {
        entityManager.persist(action);
        entityManager.flush();
    }

    Action get(Agent agent, UUID id) {
        return entityManager
                .createQuery("select a from Action a where a.id = :id and a.agentId = :agent", Action.class)
                .setParameter("id", id)
                .setParameter("agent", agent.id())
                .getResultStream()
                .findFirst()
                .orElseThrow(() -> Refusal.notFound("action"));
    }

    /** Names of the agent's actions but one. */
    Set<String> names(Agent agent, @Nullable Action but) {
        return entityManager
                .createQuery("select a from Action a where a.agentId = :agent", Action.class)
                .setParameter("agent", agent.id())
                .getResultStream()
                .filter(action -> !action.equals(but))
                .map(action -> action.settings().name())
                .collect(Collectors.toSet());
    }

    Page<Action> list(Agent agent, PageRequest page) {
        var after = Cursor.of(page);
        var actions = entityManager
                .createQuery("""
                        select a from Action a
                        where a.agentId = :agent
                          and a.createdAt <= :at and (a.createdAt < :at or a.id < :id)
                        order by a.createdAt desc, a.id desc
                        """, Action.class)
                .setParameter("agent", agent.id())
                .setParameter("at", after.at())
                .setParameter("id", after.id())
                .setMaxResults(page.limit() + 1)
                .getResultList();
        return Cursor.page(actions, page.limit(), action -> new Cursor(action.createdAt(), action.id()));
    }

    List<Action> enabled(UUID agentId) {
        return entityManager
                .createQuery("""
                        select a from Action a
                        where a.agentId = :agent and a.settings.enabled = true
                        order by a.createdAt, a.id
                        """, Action.class)
                .setParameter("agent", agentId)
                .getResultList();
    }

    void remove(Action action) {
        entityManager.remove(action);
    }

    void removeAll(UUID agentId) {
        entityManager
                .createQuery("delete from Action a where a.agentId = :agent")
                .setParameter("agent", agentId)
                .executeUpdate();
    }
}
