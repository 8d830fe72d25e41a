package org.foyer.contacts.internal;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import org.foyer.platform.id.Ids;
import org.foyer.platform.json.Json;
import org.foyer.platform.text.Folding;
import org.jspecify.annotations.Nullable;

/**
 * Inserts many new contacts, a batch a table. It writes what the entities map: four times as fast as persisting them,
 * which an import of a million feels.
 */
final class ContactInserts {
    private static final String CONTACT = """
            insert into contacts.contact (id, workspace_id, external_id, external_id_key, external_id_source,
                external_id_actor, external_id_set_at, name, name_key, name_source, name_actor, name_set_at, email,
                email_key, phone, sources, created_source, created_actor, created_at, updated_at, last_seen_at, search_text, version)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0)
            """;
    private static final String EMAIL = """
            insert into contacts.contact_email (id, workspace_id, contact_id, email, email_key, is_primary, source, actor,
                added_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String PHONE = """
            insert into contacts.contact_phone (id, workspace_id, contact_id, phone, is_primary, source, actor, added_at)
            values (?, ?, ?, ?, ?, ?, ?, ?)
            """;
    private static final String ATTRIBUTE = """
            insert into contacts.contact_attribute (contact_id, attribute_id, workspace_id, text_value, text_key,
                number_value, boolean_value, date_value, source, actor, set_at)
            values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
            """;

    private final Connection connection;

    ContactInserts(Connection connection) {
        this.connection = connection;
    }

    void insert(List<ContactState> contacts) throws SQLException {
        try (var contact = connection.prepareStatement(CONTACT);
                var email = connection.prepareStatement(EMAIL);
                var phone = connection.prepareStatement(PHONE);
                var attribute = connection.prepareStatement(ATTRIBUTE)) {
            for (var state : contacts) {
                add(contact, state);
                for (int i = 0; i < state.emails().size(); i++) {
                    addEmail(email, state, state.emails().get(i), i == 0);
                }
                for (int i = 0; i < state.phones().size(); i++) {
                    addPhone(phone, state, state.phones().get(i), i == 0);
                }
                for (var value : state.attributes()) {
                    addAttribute(attribute, state, value);
                }
            }
            contact.executeBatch();
            email.executeBatch();
            phone.executeBatch();
            attribute.executeBatch();
        }
    }

    private static void add(PreparedStatement insert, ContactState state) throws SQLException {
        var into = new Parameters(insert);
        var email = state.emails().isEmpty() ? null : state.emails().get(0).value();
        into.object(state.id());
        into.object(state.workspaceId());
        into.text(state.externalId());
        into.text(state.externalId() == null ? null : Folding.key(state.externalId()));
        into.origin(state.externalIdOrigin());
        into.text(state.name());
        into.text(state.name() == null ? null : Folding.key(state.name()));
        into.origin(state.nameOrigin());
        into.text(email);
        into.text(email == null ? null : Folding.emailKey(email));
        into.text(state.phones().isEmpty() ? null : state.phones().get(0).value());
        into.text(Json.write(state.sources()));
        into.text(state.createdSource());
        into.text(state.createdActor());
        into.object(state.createdAt().atOffset(ZoneOffset.UTC));
        into.object(state.updatedAt().atOffset(ZoneOffset.UTC));
        into.time(state.lastSeenAt());
        into.text(SearchText.of(
                state.name(),
                state.externalId(),
                state.emails().stream().map(ContactState.Value::value).toList(),
                state.phones().stream().map(ContactState.Value::value).toList()));
        insert.addBatch();
    }

    private static void addEmail(
            PreparedStatement insert, ContactState state, ContactState.Value email, boolean isPrimary)
            throws SQLException {
        var into = new Parameters(insert);
        into.object(Ids.next());
        into.object(state.workspaceId());
        into.object(state.id());
        into.text(email.value());
        into.text(Folding.emailKey(email.value()));
        into.object(isPrimary);
        into.origin(email.origin());
        insert.addBatch();
    }

    private static void addPhone(
            PreparedStatement insert, ContactState state, ContactState.Value phone, boolean isPrimary)
            throws SQLException {
        var into = new Parameters(insert);
        into.object(Ids.next());
        into.object(state.workspaceId());
        into.object(state.id());
        into.text(phone.value());
        into.object(isPrimary);
        into.origin(phone.origin());
        insert.addBatch();
    }

    private static void addAttribute(PreparedStatement insert, ContactState state, ContactState.Attribute attribute)
            throws SQLException {
        var into = new Parameters(insert);
        var value = attribute.value().value();
        into.object(state.id());
        into.object(attribute.attributeId());
        into.object(state.workspaceId());
        into.text(value instanceof String text ? text : null);
        into.text(value instanceof String text ? Folding.key(text) : null);
        into.value(value instanceof BigDecimal ? value : null, Types.NUMERIC);
        into.value(value instanceof Boolean ? value : null, Types.BOOLEAN);
        into.value(value instanceof LocalDate ? value : null, Types.DATE);
        into.origin(attribute.origin());
        insert.addBatch();
    }

    /** Sets one parameter after the other. */
    private static final class Parameters {
        private final PreparedStatement statement;
        private int last;

        Parameters(PreparedStatement statement) {
            this.statement = statement;
        }

        void object(Object value) throws SQLException {
            statement.setObject(++last, value);
        }

        void text(@Nullable String value) throws SQLException {
            statement.setString(++last, value);
        }

        void value(@Nullable Object value, int type) throws SQLException {
            statement.setObject(++last, value, type);
        }

        void time(java.time.@Nullable Instant time) throws SQLException {
            statement.setObject(
                    ++last, time == null ? null : time.atOffset(ZoneOffset.UTC), Types.TIMESTAMP_WITH_TIMEZONE);
        }

        void origin(@Nullable Origin origin) throws SQLException {
            text(origin == null ? null : origin.source());
            text(origin == null ? null : origin.actor());
            time(origin == null ? null : origin.at());
        }
    }
}
