package org.foyer.contacts.internal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads the attribute values of many contacts as rows. An export reads millions: by JDBC, with the contacts as one
 * parameter, it takes a third of the time that a query of Hibernate's takes.
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

    static void each(Connection connection, Collection<UUID> contacts, Sink sink) throws SQLException {
        var ids = connection.createArrayOf("uuid", contacts.toArray());
        try (var select = connection.prepareStatement(OF_CONTACTS)) {
            select.setArray(1, ids);
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    sink.value(rows.getObject(1, UUID.class), rows.getObject(2, UUID.class), value(rows));
                }
            }
        } finally {
            ids.free();
        }
    }

    private static AttributeValue value(ResultSet row) throws SQLException {
        var text = row.getString(3);
        if (text != null) {
            return AttributeValue.of(text);
        }
        var number = row.getBigDecimal(4);
        if (number != null) {
            return AttributeValue.of(number);
        }
        @Nullable LocalDate date = row.getObject(6, LocalDate.class);
        return date == null ? AttributeValue.of(row.getBoolean(5)) : AttributeValue.of(date);
    }
}
