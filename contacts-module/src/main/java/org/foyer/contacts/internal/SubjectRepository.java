package org.foyer.contacts.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/** What there is of a person beside their contact, erasures, and the rules of retention. */
@ApplicationScoped
class SubjectRepository {
    @PersistenceContext(unitName = "contacts")
    EntityManager entityManager;

    SubjectRepository() {}

    SubjectRepository(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    void add(Object entity) {
        entityManager.persist(entity);
    }

    Optional<Erasure> erasure(UUID workspaceId, UUID contactId) {
        return Optional.ofNullable(entityManager.find(Erasure.class, contactId))
                .filter(erasure -> erasure.workspaceId().equals(workspaceId));
    }

    List<UUID> leadsOf(Collection<UUID> contactIds) {
        return entityManager
                .createQuery(
                        "select l.leadId from ContactLead l where l.contactId in :contacts order by l.leadId",
                        UUID.class)
                .setParameter("contacts", contactIds)
                .getResultList();
    }

    /** The visitors who proved to be these contacts. */
    List<UUID> visitorsOf(Collection<UUID> contactIds) {
        return entityManager
                .createQuery(
                        "select distinct c.visitorId from ContactConversation c where c.contactId in :contacts"
                                + " order by c.visitorId",
                        UUID.class)
                .setParameter("contacts", contactIds)
                .getResultList();
    }

    /** Also rows that only hold a value of theirs, such as one that came to nothing. */
    List<ContactImportRow> importedRows(UUID workspaceId, Collection<UUID> contactIds, Collection<String> values) {
        var where = new StringBuilder(
                "select r from ContactImportRow r where r.workspaceId = :workspace and (r.contactId in :contacts");
        var patterns = values.stream().map(SubjectRepository::pattern).toList();
        for (int i = 0; i < patterns.size(); i++) {
            where.append(" or lower(r.original) like :p").append(i).append(" escape '!'");
            where.append(" or lower(r.reason) like :p").append(i).append(" escape '!'");
        }
        var query = entityManager
                .createQuery(where.append(") order by r.handledAt, r.key.line").toString(), ContactImportRow.class)
                .setParameter("workspace", workspaceId)
                .setParameter("contacts", contactIds);
        for (int i = 0; i < patterns.size(); i++) {
            query.setParameter("p" + i, patterns.get(i));
        }
        return query.getResultList();
    }

    // the text is a value within JSON, where the characters of an address or a number stand as they are
    private static String pattern(String value) {
        return "%"
                + value.toLowerCase(Locale.ROOT)
                        .replace("!", "!!")
                        .replace("%", "!%")
                        .replace("_", "!_") + "%";
    }

    void remove(Object entity) {
        entityManager.remove(entity);
    }

    void forgetLeads(Collection<UUID> leadIds) {
        if (!leadIds.isEmpty()) {
            entityManager
                    .createQuery("delete from ContactLead l where l.leadId in :leads")
                    .setParameter("leads", leadIds)
                    .executeUpdate();
        }
    }

    /** The keys that dry runs under way keep of them. */
    void forgetTried(Collection<String> keys) {
        if (!keys.isEmpty()) {
            entityManager
                    .createNativeQuery("delete from contacts.contact_import_key where key_value in (:keys)")
                    .setParameter("keys", keys)
                    .executeUpdate();
        }
    }

    /** Export files hold whoever was a contact then. */
    void forgetExports(UUID workspaceId) {
        for (var sql : List.of(
                "delete from contacts.contact_export_piece where export_id in"
                        + " (select id from contacts.contact_export where workspace_id = :workspace)",
                "delete from contacts.contact_export where workspace_id = :workspace")) {
            entityManager
                    .createNativeQuery(sql)
                    .setParameter("workspace", workspaceId)
                    .executeUpdate();
        }
    }

    /** Imports of a workspace that still hold their file. */
    List<ContactImport> importsWithFile(UUID workspaceId) {
        return entityManager
                .createQuery(
                        "select i from ContactImport i where i.workspaceId = :workspace and i.fileKept = true",
                        ContactImport.class)
                .setParameter("workspace", workspaceId)
                .getResultList();
    }

    Optional<RetentionRules> rules(UUID workspaceId) {
        return Optional.ofNullable(entityManager.find(RetentionRules.class, workspaceId));
    }

    List<RetentionRules> allRules() {
        return entityManager
                .createQuery("select r from RetentionRules r order by r.workspaceId", RetentionRules.class)
                .getResultList();
    }

    /** Contacts that neither changed nor were seen since. */
    List<UUID> untouchedSince(UUID workspaceId, Instant time, int maxRows) {
        return entityManager
                .createQuery("""
                        select c.id from Contact c
                        where c.workspaceId = :workspace and c.updatedAt < :time
                          and (c.lastSeenAt is null or c.lastSeenAt < :time)
                        order by c.updatedAt, c.id
                        """, UUID.class)
                .setParameter("workspace", workspaceId)
                .setParameter("time", time)
                .setMaxResults(maxRows)
                .getResultList();
    }
}
