package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What there is of persons and what is older than is kept: read and removed in bulk. */
@ApplicationScoped
class PersonalRecordRepository {
    /** Rows that hang on a conversation, children first. */
    private static final List<String> OF_CONVERSATION = List.of(
            "delete from conversations.lead_form_event where form_id in"
                    + " (select id from conversations.lead_form where conversation_id in (:ids))",
            "delete from conversations.lead_form where conversation_id in (:ids)",
            "delete from conversations.decision where conversation_id in (:ids)",
            "delete from conversations.confirmation where conversation_id in (:ids)",
            "delete from conversations.unanswered_question where conversation_id in (:ids)",
            "delete from conversations.message where conversation_id in (:ids)",
            "delete from conversations.live_event where conversation_id in (:ids)",
            "update conversations.lead set conversation_id = null where conversation_id in (:ids)",
            "delete from conversations.conversation where id in (:ids)");

    /** What is said in a conversation and where its visitor came from; that it was held, and when, stays for the counts. */
    private static final List<String> TEXTS = List.of(
            "update conversations.message set parts = '[{\"type\":\"TEXT\",\"text\":\"[erased]\"}]'"
                    + " where conversation_id in (:ids)",
            "update conversations.confirmation set text = '[erased]' where conversation_id in (:ids)",
            "update conversations.decision set nearest_example = null, reason = '[erased]'"
                    + " where conversation_id in (:ids)",
            "update conversations.lead_form set known_values = '{}', prefilled_values = '{}'"
                    + " where conversation_id in (:ids)",
            "delete from conversations.unanswered_question where conversation_id in (:ids)",
            "update conversations.conversation set source = '{\"page_url\":null,\"referrer\":null,\"utm\":{}}',"
                    + " locale = null where id in (:ids)",
            "delete from conversations.note where conversation_id in (:ids)",
            "delete from conversations.search_line where conversation_id in (:ids)",
            "delete from conversations.conversation_tag where conversation_id in (:ids)");

    private static final List<String> OF_VISITOR = List.of(
            "delete from conversations.visitor_token where visitor_id in (:ids)",
            "update conversations.visitor set user_id = null, known = '{}' where id in (:ids)");

    @PersistenceContext(unitName = "conversations")
    EntityManager entityManager;

    @SuppressWarnings("NullAway.Init") // injected
    PersonalRecordRepository() {}

    PersonalRecordRepository(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    List<Lead> leads(UUID workspaceId, Collection<UUID> ids, Collection<UUID> visitorIds) {
        return entityManager
                .createQuery("""
                        select l from Lead l
                        where l.workspaceId = :workspace and (l.id in :ids or l.visitorId in :visitors)
                        order by l.createdAt, l.id
                        """, Lead.class)
                .setParameter("workspace", workspaceId)
                .setParameter("ids", ids)
                .setParameter("visitors", visitorIds)
                .getResultList();
    }

    List<UUID> visitorsOf(UUID workspaceId, Collection<UUID> leadIds) {
        return entityManager
                .createQuery("""
                        select distinct l.visitorId from Lead l
                        where l.workspaceId = :workspace and l.id in :ids and l.visitorId is not null
                        """, UUID.class)
                .setParameter("workspace", workspaceId)
                .setParameter("ids", leadIds)
                .getResultList();
    }

    /** Their conversations, and those their leads were captured in. */
    List<UUID> conversationsOf(UUID workspaceId, Collection<UUID> visitorIds, Collection<UUID> leadIds) {
        return entityManager
                .createQuery("""
                        select c.id from Conversation c
                        where c.workspaceId = :workspace and (c.visitorId in :visitors
                          or c.id in (select l.conversationId from Lead l where l.id in :leads))
                        order by c.createdAt, c.id
                        """, UUID.class)
                .setParameter("workspace", workspaceId)
                .setParameter("visitors", visitorIds)
                .setParameter("leads", leadIds)
                .getResultList();
    }

    /** Those of these visitors that are the workspace's. */
    List<UUID> visitorsAmong(UUID workspaceId, Collection<UUID> visitorIds) {
        return visitorIds.isEmpty()
                ? List.of()
                : entityManager
                        .createQuery(
                                "select v.id from Visitor v where v.workspaceId = :workspace and v.id in :ids",
                                UUID.class)
                        .setParameter("workspace", workspaceId)
                        .setParameter("ids", visitorIds)
                        .getResultList();
    }

    /** Whether any of these visitors is still somebody's of whom the site told us. */
    boolean anyKnown(UUID workspaceId, Collection<UUID> visitorIds) {
        return !visitorIds.isEmpty()
                && entityManager
                                .createQuery(
                                        "select count(v) from Visitor v where v.workspaceId = :workspace and v.id in :ids"
                                                + " and v.userId is not null",
                                        Long.class)
                                .setParameter("workspace", workspaceId)
                                .setParameter("ids", visitorIds)
                                .getSingleResult()
                        > 0;
    }

    boolean anyLead(UUID workspaceId, Collection<UUID> ids) {
        return !ids.isEmpty()
                && entityManager
                                .createQuery(
                                        "select count(l) from Lead l where l.workspaceId = :workspace and l.id in :ids",
                                        Long.class)
                                .setParameter("workspace", workspaceId)
                                .setParameter("ids", ids)
                                .getSingleResult()
                        > 0;
    }

    void eraseTexts(Collection<UUID> conversationIds) {
        execute(TEXTS, conversationIds);
    }

    void eraseVisitors(Collection<UUID> visitorIds) {
        execute(OF_VISITOR, visitorIds);
    }

    void deleteLeads(Collection<UUID> leadIds) {
        execute(
                List.of(
                        "delete from conversations.search_line where subject_id in (:ids)",
                        "delete from conversations.lead where id in (:ids)"),
                leadIds);
    }

    void deleteConversations(Collection<UUID> conversationIds) {
        execute(OF_CONVERSATION, conversationIds);
    }

    private void execute(List<String> statements, Collection<UUID> ids) {
        if (!ids.isEmpty()) {
            entityManager.flush();
            for (var sql : statements) {
                entityManager.createNativeQuery(sql).setParameter("ids", ids).executeUpdate();
            }
            entityManager.clear();
        }
    }

    /** Leads submitted before a time, of some statuses or any, oldest first. */
    List<UUID> leadsBefore(UUID workspaceId, Instant time, @Nullable List<String> statuses, int maxRows) {
        var query = entityManager
                .createQuery(
                        "select l.id from Lead l where l.workspaceId = :workspace and l.createdAt < :time "
                                + (statuses == null ? "" : "and l.status in :statuses ")
                                + "order by l.createdAt, l.id",
                        UUID.class)
                .setParameter("workspace", workspaceId)
                .setParameter("time", time)
                .setMaxResults(maxRows);
        if (statuses != null) {
            query.setParameter(
                    "statuses",
                    statuses.stream()
                            .map(status -> status.toUpperCase(Locale.ROOT))
                            .toList());
        }
        return query.getResultList();
    }

    /** Conversations in which nothing was said since. */
    List<UUID> conversationsQuietSince(UUID workspaceId, Instant time, int maxRows) {
        return entityManager
                .createQuery("""
                        select c.id from Conversation c
                        where c.workspaceId = :workspace and c.lastActivityAt < :time
                        order by c.lastActivityAt, c.id
                        """, UUID.class)
                .setParameter("workspace", workspaceId)
                .setParameter("time", time)
                .setMaxResults(maxRows)
                .getResultList();
    }
}
