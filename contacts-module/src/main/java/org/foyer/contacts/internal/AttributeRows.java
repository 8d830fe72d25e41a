package org.foyer.contacts.internal;

import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.UUID;
import org.hibernate.Session;

/**
 * Reads the attribute values of many contacts as rows. An export reads millions: by JDBC, with the contacts as one
 * parameter, it takes less than half the time that a query of Hibernate's takes.
 */
final class AttributeRows {
    private static final String OF_CONTACTS = """
            select contact_id, attribute_id, text_value, number_value, boolean_value, date_value
            from contacts.contact_attribute
            where contact_id = any(?)
            """;

    private AttributeRows() {}

    /** What takes the values, which come in no order. */
    interface Sink {
        void value(UUID contactId, UUID attributeId, AttributeValue value);
    }

    static void each(EntityManager entityManager, Collection<UUID> contacts, Sink sink) {
        entityManager.unwrap(Session.class).doWork(connection -> each(connection, contacts, sink));
    }

    private static void each(Connection connection, Collection<UUID> contacts, Sink sink) throws SQLException {
        var ids = connection.createArrayOf("uuid", contacts.toArray());
        try (var select = connection.prepareStatement(OF_CONTACTS)) {
            select.setArray(1, ids);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    var value = AttributeValue.ofColumns(
                            rows.getString(3),
                            rows.getBigDecimal(4),
                            rows.getObject(5, Boolean.class),
                            rows.getObject(6, LocalDate.class));
                    sink.value(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class), value);
                }
            }
        } finally {
            ids.free();
        }
    }
}
