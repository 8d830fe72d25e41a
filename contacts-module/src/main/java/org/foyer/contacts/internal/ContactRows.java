package org.foyer.contacts.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.foyer.platform.table.Column;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * All contacts of a selection as rows of values, a thousand at a time and in order of id, which is newest first: ids are
 * made in the order of time. No entity is made, no order is computed, and no statement runs for long.
 */
@ApplicationScoped
class ContactRows {
    private static final int BATCH = 1000;
    private static final Map<String, String> PROPERTIES = Map.of(
            "external_id", "externalId",
            "name", "name",
            "email", "email",
            "phone", "phone",
            "created_at", "createdAt",
            "updated_at", "updatedAt",
            "last_seen_at", "lastSeenAt",
            "sources", "sources");

    @PersistenceContext(unitName = "contacts")
    EntityManager entityManager;

    @SuppressWarnings("NullAway.Init") // injected
    ContactRows() {}

    ContactRows(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    /** What takes the rows. */
    interface Sink {
        void row(List<@Nullable Object> values);
    }

    /**
     * Runs reads that all see the data as it is now. It must come first in its transaction.
     *
     * <p>H2 keeps the isolation for whoever has the connection next, so it is set back.
     */
    void inOneSnapshot(Runnable reads) {
        var session = entityManager.unwrap(Session.class);
        var postgres = session.doReturningWork(
                connection -> connection.getMetaData().getDatabaseProductName().equals("PostgreSQL"));
        execute(
                session,
                postgres
                        ? "set transaction isolation level repeatable read"
                        : "set session characteristics as transaction isolation level snapshot");
        try {
            reads.run();
        } finally {
            if (!postgres) {
                execute(session, "set session characteristics as transaction isolation level read committed");
            }
        }
    }

    private static void execute(Session session, String sql) {
        session.doWork(connection -> {
            try (var statement = connection.createStatement()) {
                statement.execute(sql);
            }
        });
    }

    long count(Selection selection) {
        var cb = entityManager.getCriteriaBuilder();
        var query = cb.createQuery(Long.class);
        var contact = query.from(Contact.class);
        query.select(cb.count(contact)).where(ContactList.matches(cb, query, contact, selection));
        return entityManager.createQuery(query).getSingleResult();
    }

    void each(Selection selection, List<Column> columns, Sink sink) {
        var properties = new ArrayList<String>();
        var attributes = new LinkedHashMap<UUID, Integer>();
        var isAttribute = new boolean[columns.size()];
        for (int i = 0; i < columns.size(); i++) {
            var header = columns.get(i).header();
            var field = selection.fields().toFilterBy().get(header);
            var attribute = field == null ? null : selection.fields().attribute(field);
            if (attribute != null) {
                attributes.put(attribute, i);
                isAttribute[i] = true;
            }
            properties.add(PROPERTIES.getOrDefault(header, "id"));
        }
        UUID last = null;
        while (true) {
            var batch = batch(selection, properties, last);
            var values = attributes.isEmpty() || batch.isEmpty()
                    ? Map.<UUID, Object[]>of()
                    : values(batch, attributes, columns.size());
            for (var contact : batch) {
                var ofAttributes = values.get((UUID) contact[0]);
                var row = new ArrayList<@Nullable Object>(isAttribute.length);
                for (int i = 0; i < isAttribute.length; i++) {
                    if (isAttribute[i]) {
                        row.add(ofAttributes == null ? null : ofAttributes[i]);
                    } else {
                        row.add(contact[i + 1]);
                    }
                }
                sink.row(row);
            }
            if (batch.size() < BATCH) {
                return;
            }
            last = (UUID) batch.get(batch.size() - 1)[0];
        }
    }

    private List<Object[]> batch(Selection selection, List<String> properties, @Nullable UUID after) {
        var cb = entityManager.getCriteriaBuilder();
        var query = cb.createQuery(Object[].class);
        var contact = query.from(Contact.class);
        var selected = new ArrayList<jakarta.persistence.criteria.Selection<?>>();
        selected.add(contact.get("id"));
        properties.forEach(property -> selected.add(contact.get(property)));
        var matches = ContactList.matches(cb, query, contact, selection);
        query.multiselect(selected)
                .where(after == null ? matches : cb.and(matches, cb.lessThan(contact.<UUID>get("id"), after)))
                .orderBy(cb.desc(contact.get("id")));
        return entityManager.createQuery(query).setMaxResults(BATCH).getResultList();
    }

    /** The attributes' values of some contacts, each where its column is. */
    private Map<UUID, Object[]> values(List<Object[]> contacts, Map<UUID, Integer> attributes, int columns) {
        var ids = contacts.stream().map(row -> (UUID) row[0]).toList();
        var values = new HashMap<UUID, Object[]>();
        AttributeRows.each(entityManager, ids, (id, which, value) -> {
            var column = attributes.get(which);
            if (column != null) {
                values.computeIfAbsent(id, it -> new Object[columns])[column] = value.value();
            }
        });
        return values;
    }
}
