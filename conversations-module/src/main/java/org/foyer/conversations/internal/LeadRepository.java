package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.TypedQuery;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.foyer.contracts.conversations.LeadQuery;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.platform.paging.Cursor;
import org.hibernate.jpa.HibernateHints;

/** Leads. */
@ApplicationScoped
class LeadRepository {
    private static final int FETCH_SIZE = 500;

    @PersistenceContext(unitName = "conversations")
    EntityManager entityManager;

    @SuppressWarnings("NullAway.Init") // injected
    LeadRepository() {}

    /** For tests. */
    LeadRepository(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    void add(Lead lead) {
        entityManager.persist(lead);
    }

    void remove(Lead lead) {
        entityManager.remove(lead);
    }

    List<Lead> allOf(UUID workspaceId, Collection<UUID> leadIds) {
        return entityManager
                .createQuery("select l from Lead l where l.workspaceId = :workspace and l.id in :leads", Lead.class)
                .setParameter("workspace", workspaceId)
                .setParameter("leads", leadIds)
                .getResultList();
    }

    Optional<Lead> ofWorkspace(UUID id, UUID workspaceId) {
        return Optional.ofNullable(entityManager.find(Lead.class, id))
                .filter(lead -> lead.workspaceId().equals(workspaceId));
    }

    /** {@link #ofWorkspace}, its row locked until the transaction ends: of two changes one waits for the other. */
    Optional<Lead> lock(UUID id, UUID workspaceId) {
        return Optional.ofNullable(entityManager.find(Lead.class, id, LockModeType.PESSIMISTIC_WRITE))
                .filter(lead -> lead.workspaceId().equals(workspaceId));
    }

    List<Lead> all(Collection<UUID> ids) {
        return ids.isEmpty()
                ? List.of()
                : entityManager
                        .createQuery("select l from Lead l where l.id in :ids", Lead.class)
                        .setParameter("ids", ids)
                        .getResultList();
    }

    Optional<UUID> idOfForm(UUID formId) {
        return entityManager
                .createQuery("select l.id from Lead l where l.formId = :form", UUID.class)
                .setParameter("form", formId)
                .getResultStream()
                .findFirst();
    }

    List<Lead> ofConversation(UUID conversationId, UUID workspaceId) {
        return entityManager
                .createQuery("""
                        select l from Lead l where l.conversationId = :conversation and l.workspaceId = :workspace
                        order by l.createdAt, l.id
                        """, Lead.class)
                .setParameter("conversation", conversationId)
                .setParameter("workspace", workspaceId)
                .getResultList();
    }

    /** The leads of each conversation that has some, oldest first. */
    Map<UUID, List<Lead>> ofConversations(Collection<UUID> conversationIds) {
        return entityManager
                .createQuery("""
                        select l from Lead l where l.conversationId in :conversations order by l.createdAt, l.id
                        """, Lead.class)
                .setParameter("conversations", conversationIds)
                .getResultStream()
                .collect(Collectors.groupingBy(lead -> Objects.requireNonNull(lead.conversationId())));
    }

    /** What a visitor has left so far, by field; later values win. */
    Map<String, String> valuesOfVisitor(UUID visitorId) {
        var values = new LinkedHashMap<String, String>();
        entityManager
                .createQuery("""
                        select l from Lead l where l.visitorId = :visitor and l.status <> 'SPAM' and l.formId is not null
                        order by l.createdAt, l.id
                        """, Lead.class)
                .setParameter("visitor", visitorId)
                .getResultStream()
                .forEach(lead -> values.putAll(lead.fields()));
        return values;
    }

    Page<Lead> list(LeadQuery wanted, PageRequest page) {
        var cursor = Cursor.of(page);
        var rows = query(wanted, "and l.createdAt <= :at and (l.createdAt < :at or l.id < :id)")
                .setParameter("at", cursor.at())
                .setParameter("id", cursor.id())
                .setMaxResults(page.limit() + 1)
                .getResultList();
        return Cursor.page(rows, page.limit(), lead -> new Cursor(lead.createdAt(), lead.id()));
    }

    /** Reads all matching leads in one statement, which is one snapshot, without holding them in memory. */
    void each(LeadQuery wanted, Consumer<Lead> consumer) {
        try (var leads = query(wanted, "")
                .setHint(HibernateHints.HINT_FETCH_SIZE, FETCH_SIZE)
                .setHint(HibernateHints.HINT_READ_ONLY, true)
                .getResultStream()) {
            leads.forEach(lead -> {
                consumer.accept(lead);
                entityManager.detach(lead);
            });
        }
    }

    // Conditions are added only where wanted: PostgreSQL can't tell the type of a parameter that is null.
    private TypedQuery<Lead> query(LeadQuery wanted, String place) {
        var where = new StringBuilder("select l from Lead l where l.workspaceId = :workspace ");
        var parameters = new LinkedHashMap<String, Object>();
        parameters.put("workspace", wanted.workspaceId());
        if (wanted.agentId() != null) {
            where.append("and l.agentId = :agent ");
            parameters.put("agent", wanted.agentId());
        }
        if (wanted.since() != null) {
            where.append("and l.createdAt >= :since ");
            parameters.put("since", wanted.since());
        }
        if (wanted.until() != null) {
            where.append("and l.createdAt < :until ");
            parameters.put("until", wanted.until());
        }
        if (wanted.status() != null) {
            where.append("and l.status = :status ");
            parameters.put("status", wanted.status().toUpperCase(Locale.ROOT));
        }
        if (wanted.text() != null && !wanted.text().isBlank()) {
            where.append("and l.searchText like :text escape '!' ");
            parameters.put("text", "%" + escaped(wanted.text().strip().toLowerCase(Locale.ROOT)) + "%");
        }
        var query = entityManager.createQuery(
                where.append(place)
                        .append(" order by l.createdAt desc, l.id desc")
                        .toString(),
                Lead.class);
        parameters.forEach(query::setParameter);
        return query;
    }

    private static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }
}
