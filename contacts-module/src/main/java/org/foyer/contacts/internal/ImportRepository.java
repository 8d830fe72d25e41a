package org.foyer.contacts.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.foyer.platform.json.Json;
import org.foyer.platform.paging.Cursor;
import org.hibernate.Session;
import org.hibernate.jpa.HibernateHints;
import org.jspecify.annotations.Nullable;

/** Imports with their rows, and what they look up and write in bulk: statements of a thousand rows instead of one each. */
@ApplicationScoped
class ImportRepository {
    private static final int FETCH_SIZE = 500;

    @PersistenceContext(unitName = "contacts")
    EntityManager entityManager;

    ImportRepository() {}

    ImportRepository(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    void add(ContactImport imported) {
        entityManager.persist(imported);
    }

    void flush() {
        entityManager.flush();
    }

    Optional<ContactImport> find(UUID workspaceId, UUID id) {
        return Optional.ofNullable(entityManager.find(ContactImport.class, id))
                .filter(found -> found.workspaceId().equals(workspaceId));
    }

    /** {@link #find}, its row locked until the transaction ends. */
    Optional<ContactImport> lock(UUID workspaceId, UUID id) {
        return lock(id).filter(found -> found.workspaceId().equals(workspaceId));
    }

    Optional<ContactImport> lock(UUID id) {
        return Optional.ofNullable(entityManager.find(ContactImport.class, id, LockModeType.PESSIMISTIC_WRITE));
    }

    List<ContactImport> page(UUID workspaceId, Cursor after, int maxRows) {
        return entityManager
                .createQuery("""
                        select i from ContactImport i
                        where i.workspaceId = :workspace
                          and i.createdAt <= :at and (i.createdAt < :at or i.id < :id)
                        order by i.createdAt desc, i.id desc
                        """, ContactImport.class)
                .setParameter("workspace", workspaceId)
                .setParameter("at", after.at())
                .setParameter("id", after.id())
                .setMaxResults(maxRows)
                .getResultList();
    }

    /** In the file's order, from behind a line. */
    List<ContactImportRow> rows(UUID importId, @Nullable String outcome, long afterLine, int maxRows) {
        var query = entityManager
                .createQuery(
                        "select r from ContactImportRow r where r.key.importId = :import and r.key.line > :line "
                                + (outcome == null ? "" : "and r.outcome = :outcome ")
                                + "order by r.key.line",
                        ContactImportRow.class)
                .setParameter("import", importId)
                .setParameter("line", afterLine)
                .setMaxResults(maxRows);
        if (outcome != null) {
            query.setParameter("outcome", outcome);
        }
        return query.getResultList();
    }

    /** Reads every row that is at fault in one statement, without holding them in memory. */
    void faultyRows(UUID importId, Consumer<ContactImportRow> consumer) {
        try (var rows = entityManager
                .createQuery("""
                        select r from ContactImportRow r
                        where r.key.importId = :import and r.outcome in ('conflict', 'invalid') order by r.key.line
                        """, ContactImportRow.class)
                .setParameter("import", importId)
                .setHint(HibernateHints.HINT_FETCH_SIZE, FETCH_SIZE)
                .setHint(HibernateHints.HINT_READ_ONLY, true)
                .getResultStream()) {
            rows.forEach(row -> {
                consumer.accept(row);
                entityManager.detach(row);
            });
        }
    }

    /** Rows that made or changed contacts and are not undone, the last one first. */
    List<ContactImportRow> undoableRows(UUID importId, int maxRows) {
        return entityManager
                .createQuery("""
                        select r from ContactImportRow r
                        where r.key.importId = :import and r.undone is null and r.outcome in ('created', 'changed')
                        order by r.key.line desc
                        """, ContactImportRow.class)
                .setParameter("import", importId)
                .setMaxResults(maxRows)
                .getResultList();
    }

    // Looking up

    /**
     * Locks what says who a contact is against all other writers, in the order that they use too, so that nobody takes a
     * value between looking and writing, and nobody waits for anybody in a circle.
     */
    void lockIdentities() {
        entityManager
                .createNativeQuery("select stripe from contacts.identity_lock order by stripe for update")
                .getResultList();
    }

    /** The ids of contacts that own any of these keys. */
    Set<UUID> ownersOf(UUID workspaceId, Collection<String> keys) {
        var ids = new HashSet<UUID>();
        ids.addAll(owners(
                "select c.id from Contact c where c.workspaceId = :workspace and c.externalId in :values",
                workspaceId,
                'x',
                keys));
        ids.addAll(owners(
                "select e.contact.id from ContactEmail e where e.workspaceId = :workspace and e.emailKey in :values",
                workspaceId,
                'e',
                keys));
        ids.addAll(owners(
                "select p.contact.id from ContactPhone p where p.workspaceId = :workspace and p.phone in :values",
                workspaceId,
                'p',
                keys));
        return ids;
    }

    private List<UUID> owners(String query, UUID workspaceId, char kind, Collection<String> keys) {
        var values = keys.stream()
                .filter(key -> key.charAt(0) == kind)
                .map(key -> key.substring(1))
                .toList();
        return values.isEmpty()
                ? List.of()
                : entityManager
                        .createQuery(query, UUID.class)
                        .setParameter("workspace", workspaceId)
                        .setParameter("values", values)
                        .getResultList();
    }

    /** Contacts with all that is theirs, in four statements. */
    List<Contact> contacts(Collection<UUID> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        for (var part : List.of("emails", "phones", "attributes")) {
            entityManager
                    .createQuery(
                            "select distinct c from Contact c left join fetch c." + part + " where c.id in :ids",
                            Contact.class)
                    .setParameter("ids", ids)
                    .getResultList();
        }
        return entityManager
                .createQuery("select c from Contact c where c.id in :ids", Contact.class)
                .setParameter("ids", ids)
                .getResultList();
    }

    /** The first row of an import that made or changed each of these contacts. */
    Map<UUID, Long> firstRows(UUID importId, Collection<UUID> contactIds) {
        var rows = new HashMap<UUID, Long>();
        if (!contactIds.isEmpty()) {
            entityManager
                    .createQuery("""
                            select r.contactId as contact, min(r.key.line) as line from ContactImportRow r
                            where r.key.importId = :import and r.contactId in :contacts
                            group by r.contactId
                            """, Tuple.class)
                    .setParameter("import", importId)
                    .setParameter("contacts", contactIds)
                    .getResultStream()
                    .forEach(row -> rows.put(row.get("contact", UUID.class), row.get("line", Long.class)));
        }
        return rows;
    }

    /** What contacts would be after the rows that a dry run has tried so far. */
    Map<UUID, ContactState> triedStates(UUID importId, Collection<UUID> contactIds) {
        var states = new HashMap<UUID, ContactState>();
        if (!contactIds.isEmpty()) {
            entityManager
                    .createQuery("""
                            select r from ContactImportRow r
                            where r.key.importId = :import and r.contactId in :contacts and r.stateAfter is not null
                            order by r.key.line
                            """, ContactImportRow.class)
                    .setParameter("import", importId)
                    .setParameter("contacts", contactIds)
                    .setHint(HibernateHints.HINT_READ_ONLY, true)
                    .getResultStream()
                    .forEach(row -> {
                        var contactId = row.contactId();
                        var state = row.stateAfter();
                        if (contactId != null && state != null) {
                            states.put(contactId, state);
                        }
                    });
        }
        return states;
    }

    /** The contacts that a dry run would have made so far and that would own any of these keys. */
    Set<UUID> triedOwners(UUID importId, Collection<String> keys) {
        if (keys.isEmpty()) {
            return Set.of();
        }
        @SuppressWarnings("unchecked")
        List<UUID> ids = entityManager
                .createNativeQuery(
                        "select contact_id from contacts.contact_import_key where import_id = :import and key_value in (:keys)",
                        UUID.class)
                .setParameter("import", importId)
                .setParameter("keys", keys)
                .getResultList();
        return new HashSet<>(ids);
    }

    boolean hasLeads(UUID contactId) {
        return entityManager
                        .createQuery("select count(l) from ContactLead l where l.contactId = :contact", Long.class)
                        .setParameter("contact", contactId)
                        .getSingleResult()
                > 0;
    }

    // Writing in bulk

    private interface Work {
        void on(Connection connection) throws SQLException;
    }

    private void write(Work work) {
        entityManager.flush();
        entityManager.unwrap(Session.class).doWork(work::on);
    }

    void insertKeys(UUID importId, UUID contactId, Collection<String> keys) {
        write(connection -> {
            try (var insert = connection.prepareStatement(
                    "insert into contacts.contact_import_key (import_id, key_value, contact_id) values (?, ?, ?)")) {
                for (var key : keys) {
                    insert.setObject(1, importId);
                    insert.setString(2, key);
                    insert.setObject(3, contactId);
                    insert.addBatch();
                }
                insert.executeBatch();
            }
        });
    }

    void insertRows(ContactImport imported, List<ImportChunk.Handled> rows, Instant now) {
        write(connection -> {
            try (var insert = connection.prepareStatement("""
                    insert into contacts.contact_import_row (import_id, line, workspace_id, outcome, contact_id, reason,
                        repeats, changes, state_before, state_after, original, handled_at)
                    values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                    """)) {
                for (var row : rows) {
                    insertRow(insert, imported, row, now);
                }
                insert.executeBatch();
            }
        });
    }

    private static void insertRow(
            PreparedStatement insert, ContactImport imported, ImportChunk.Handled row, Instant now)
            throws SQLException {
        var isFault = row.outcome() == ImportOutcome.CONFLICT || row.outcome() == ImportOutcome.INVALID;
        var tellsChanges = row.outcome() == ImportOutcome.CHANGED
                || imported.dryRun() && !row.changes().isEmpty();
        insert.setObject(1, imported.id());
        insert.setLong(2, row.row().line());
        insert.setObject(3, imported.workspaceId());
        insert.setString(4, row.outcome().wireName());
        insert.setObject(5, row.contactId(), Types.OTHER);
        insert.setString(6, row.reason());
        insert.setObject(7, row.repeats(), Types.BIGINT);
        insert.setString(8, tellsChanges ? Json.write(row.changes()) : null);
        insert.setString(9, row.before() == null || imported.dryRun() ? null : Json.write(row.before()));
        insert.setString(10, row.after() == null || !imported.dryRun() ? null : Json.write(row.after()));
        insert.setString(11, isFault ? Json.write(row.row().original()) : null);
        insert.setObject(12, now.atOffset(ZoneOffset.UTC));
        insert.addBatch();
    }

    /** Inserts contacts as they are; that nobody owns their values is the caller's to see to. */
    void insertContacts(List<Contact> contacts) {
        if (contacts.isEmpty()) {
            return;
        }
        var states = contacts.stream().map(Contact::state).toList();
        write(connection -> new ContactInserts(connection).insert(states));
    }

    // Clearing

    void deleteKeys(UUID importId) {
        entityManager
                .createNativeQuery("delete from contacts.contact_import_key where import_id = :import")
                .setParameter("import", importId)
                .executeUpdate();
    }

    /** Which of these files belong to an import that still needs them. */
    Set<UUID> filesNeeded(Collection<UUID> fileIds) {
        return fileIds.isEmpty()
                ? Set.of()
                : new HashSet<>(entityManager
                        .createQuery(
                                "select i.fileId from ContactImport i where i.fileKept = true and i.fileId in :files",
                                UUID.class)
                        .setParameter("files", fileIds)
                        .getResultList());
    }

    /** Finished imports made before a time, oldest first. */
    List<ContactImport> finishedBefore(Instant time, int maxRows) {
        return entityManager
                .createQuery("""
                        select i from ContactImport i
                        where i.createdAt < :time and i.state in ('COMPLETED', 'FAILED', 'UNDONE')
                        order by i.createdAt
                        """, ContactImport.class)
                .setParameter("time", time)
                .setMaxResults(maxRows)
                .getResultList();
    }

    /** Completed dry runs made before a time that still hold their file. */
    List<ContactImport> triedBefore(Instant time, int maxRows) {
        return entityManager
                .createQuery("""
                        select i from ContactImport i
                        where i.createdAt < :time and i.fileKept = true and i.state in ('COMPLETED', 'FAILED', 'UNDONE')
                        order by i.createdAt
                        """, ContactImport.class)
                .setParameter("time", time)
                .setMaxResults(maxRows)
                .getResultList();
    }

    int deleteRows(UUID importId, int maxRows) {
        var lines = rows(importId, null, -1, maxRows).stream()
                .map(ContactImportRow::line)
                .toList();
        if (lines.isEmpty()) {
            return 0;
        }
        return entityManager
                .createQuery("delete from ContactImportRow r where r.key.importId = :import and r.key.line in :lines")
                .setParameter("import", importId)
                .setParameter("lines", lines)
                .executeUpdate();
    }

    void remove(ContactImport imported) {
        deleteKeys(imported.id());
        entityManager.remove(imported);
    }
}
