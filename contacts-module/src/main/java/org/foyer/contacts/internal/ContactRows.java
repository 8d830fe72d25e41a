package org.foyer.contacts.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import jakarta.persistence.Tuple;
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
        var own = new ArrayList<String>();
        var attributes = new LinkedHashMap<UUID, Integer>();
        for (int i = 0; i < columns.size(); i++) {
            var field = selection.fields().toFilterBy().get(columns.get(i).header());
            var attribute = field == null ? null : selection.fields().attribute(field);
            if (attribute != null) {
                attributes.put(attribute, i);
            }
        }
        for (var column : columns) {
            own.add(PROPERTIES.getOrDefault(column.header(), "id"));
        }
        UUID last = null;
        while (true) {
            var batch = batch(selection, own, last);
            var values = attributes.isEmpty() || batch.isEmpty()
                    ? Map.<UUID, Object[]>of()
                    : values(batch, attributes, columns.size());
            for (var contact : batch) {
                var id = contact.get(0, UUID.class);
                var ofAttributes = values.get(id);
                var row = new ArrayList<@Nullable Object>(columns.size());
                for (int i = 0; i < columns.size(); i++) {
                    row.add(
                            attributes.containsValue(i)
                                    ? ofAttributes == null ? null : ofAttributes[i]
                                    : contact.get(i + 1));
                }
                sink.row(row);
            }
            if (batch.size() < BATCH) {
                return;
            }
            last = batch.get(batch.size() - 1).get(0, UUID.class);
        }
    }

    private List<Tuple> batch(Selection selection, List<String> properties, @Nullable UUID after) {
        var cb = entityManager.getCriteriaBuilder();
        var query = cb.createTupleQuery();
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
    private Map<UUID, Object[]> values(List<Tuple> contacts, Map<UUID, Integer> attributes, int columns) {
        var values = new HashMap<UUID, Object[]>();
        entityManager
                .createQuery("""
                        select a.key.contactId, a.key.attributeId,
                               a.textValue, a.numberValue, a.booleanValue, a.dateValue
                        from ContactAttribute a
                        where a.key.contactId in :contacts
                        """, Object[].class)
                .setParameter(
                        "contacts",
                        contacts.stream().map(row -> row.get(0, UUID.class)).toList())
                .getResultList()
                .forEach(row -> {
                    var column = attributes.get((UUID) row[1]);
                    if (column != null) {
                        values.computeIfAbsent((UUID) row[0], id -> new Object[columns])[column] = value(row);
                    }
                });
        return values;
    }

    private static Object value(Object[] row) {
        if (row[2] != null) {
            return row[2];
        }
        if (row[3] instanceof java.math.BigDecimal number) {
            return AttributeValue.of(number).value();
        }
        return row[4] != null ? row[4] : row[5];
    }
}
