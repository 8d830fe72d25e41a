package org.foyer.workspace.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.foyer.contracts.workspace.AuditQuery;
import org.foyer.platform.paging.Cursor;
import org.jspecify.annotations.Nullable;

/** Entries of the audit trail: a repository that can only add and read. */
@ApplicationScoped
class AuditTrail {
    @PersistenceContext(unitName = "workspace")
    EntityManager entityManager;

    @SuppressWarnings("NullAway.Init") // the container injects
    protected AuditTrail() {}

    AuditTrail(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    void add(AuditEntry entry) {
        entityManager.persist(entry);
    }

    /** Newest first, from the cursor on. */
    List<AuditEntry> list(AuditQuery wanted, Cursor after, int most) {
        // Conditions are added only where wanted: PostgreSQL can't tell the type of a parameter that is null.
        var where = new StringBuilder("""
                select e from AuditEntry e
                where e.workspaceId = :workspace
                  and e.happenedAt <= :at and (e.happenedAt < :at or e.id < :id)
                """);
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("workspace", wanted.workspaceId());
        parameters.put("at", after.at());
        parameters.put("id", after.id());
        condition(where, parameters, "e.actor = :", "actor", wanted.actor());
        condition(where, parameters, "e.action = :", "action", wanted.action());
        condition(where, parameters, "e.resourceType = :", "resourceType", wanted.resourceType());
        condition(where, parameters, "e.resourceId = :", "resourceId", wanted.resourceId());
        condition(where, parameters, "e.happenedAt >= :", "since", wanted.since());
        condition(where, parameters, "e.happenedAt < :", "until", wanted.until());
        var query = entityManager.createQuery(
                where.append(" order by e.happenedAt desc, e.id desc").toString(), AuditEntry.class);
        parameters.forEach(query::setParameter);
        return query.setMaxResults(most).getResultList();
    }

    private static void condition(
            StringBuilder where, Map<String, Object> parameters, String test, String name, @Nullable Object value) {
        if (value != null) {
            where.append(" and ").append(test).append(name);
            parameters.put(name, value);
        }
    }

    /** What actors are called today, by actor; one that is gone has no name. */
    Map<String, String> names(Collection<String> actors) {
        var names = new HashMap<String, String>();
        names.putAll(names(actors, "member:", """
                select a.id, a.name from Account a where a.id in :ids
                """));
        names.putAll(names(actors, "api-key:", """
                select k.id, k.label from ApiKey k where k.id in :ids
                """));
        return names;
    }

    private Map<String, String> names(Collection<String> actors, String kind, String query) {
        var ids = actors.stream()
                .filter(actor -> actor.startsWith(kind))
                .map(actor -> UUID.fromString(actor.substring(kind.length())))
                .collect(Collectors.toSet());
        if (ids.isEmpty()) {
            return Map.of();
        }
        return entityManager
                .createQuery(query, Tuple.class)
                .setParameter("ids", ids)
                .getResultStream()
                .collect(Collectors.toMap(row -> kind + row.get(0, UUID.class), row -> row.get(1, String.class)));
    }
}
