package org.foyer.actions.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.paging.Cursor;
import org.hibernate.exception.ConstraintViolationException;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
class AgentRepository {
    @PersistenceContext(unitName = "actions")
    EntityManager entityManager;

    protected AgentRepository() {}

    AgentRepository(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    void add(Agent agent) {
        entityManager.persist(agent);
        entityManager.flush();
    }

    void addDemo(Agent agent) {
        try {
            add(agent);
        } catch (ConstraintViolationException e) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "Another node has just made the demo agent.");
        }
    }

    Optional<Agent> find(UUID id) {
        return Optional.ofNullable(entityManager.find(Agent.class, id));
    }

    /** Another workspace's agent is refused like one there never was. */
    Agent get(UUID workspaceId, UUID id) {
        return of(workspaceId, entityManager.find(Agent.class, id));
    }

    /** The agent, for writing it or its actions: nobody else does until this transaction ends. */
    Agent lock(UUID workspaceId, UUID id) {
        // fails if this transaction had read it before and somebody has changed it since: 412 where If-Match was sent
        return of(workspaceId, entityManager.find(Agent.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    private static Agent of(UUID workspaceId, @Nullable Agent agent) {
        if (agent == null || !agent.workspaceId().equals(workspaceId)) {
            throw Refusal.notFound("agent");
        }
        return agent;
    }

    Page<Agent> list(UUID workspaceId, PageRequest page) {
        var after = Cursor.of(page);
        var agents = entityManager
                .createQuery("""
                    select a from Agent a
                    where a.workspaceId = :workspace
                      and a.createdAt <= :at and (a.createdAt < :at or a.id < :id)
                    order by a.createdAt desc, a.id desc
                    """, Agent.class)
                .setParameter("workspace", workspaceId)
                .setParameter("at", after.at())
                .setParameter("id", after.id())
                .setMaxResults(page.limit() + 1)
                .getResultList();
        return Cursor.page(agents, page.limit(), agent -> new Cursor(agent.createdAt(), agent.id()));
    }

    Optional<Agent> demo() {
        List<Agent> found = entityManager
                .createQuery("select a from Agent a where a.demo = true", Agent.class)
                .getResultList();
        return found.stream().findFirst();
    }

    /** Removes the agent with its identity secret and its language model. */
    void remove(Agent agent) {
        entityManager
                .createQuery("delete from LanguageModel m where m.agentId = :agent")
                .setParameter("agent", agent.id())
                .executeUpdate();
        entityManager
                .createQuery("delete from IdentitySecret s where s.agentId = :agent")
                .setParameter("agent", agent.id())
                .executeUpdate();
        entityManager.remove(agent);
        entityManager.flush();
    }
}
