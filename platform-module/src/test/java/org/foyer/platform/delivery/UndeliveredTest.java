package org.foyer.platform.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import javax.sql.DataSource;
import org.foyer.contracts.contacts.ContactErased;
import org.foyer.platform.database.FoyerDataSource;
import org.foyer.platform.database.Migrations;
import org.foyer.platform.json.Json;
import org.junit.jupiter.api.Test;

class UndeliveredTest {
    private final DataSource dataSource = database();

    private static DataSource database() {
        var dataSource = new FoyerDataSource();
        dataSource.setUrl("jdbc:h2:mem:" + UUID.randomUUID()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1");
        dataSource.setUser("foyer");
        dataSource.setPassword("foyer");
        Migrations.run(dataSource, "platform");
        return dataSource;
    }

    private void waits(String id, Delivery delivery) throws SQLException {
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement("insert into platform.scheduled_task"
                        + " (task_name, task_instance, task_data, execution_time, picked, version)"
                        + " values ('delivery', ?, ?, ?, false, 1)")) {
            insert.setString(1, id);
            insert.setBytes(2, Json.write(delivery).getBytes(StandardCharsets.UTF_8));
            insert.setObject(3, OffsetDateTime.parse("2026-03-01T12:00:00Z"));
            insert.executeUpdate();
        }
    }

    private void died(String id, Delivery delivery) throws SQLException {
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement(
                        "insert into platform.dead_delivery"
                                + " (id, observer, event_name, event, attempts, last_error, died_at) values (?, ?, ?, ?, 1, '', ?)")) {
            insert.setString(1, id);
            insert.setString(2, delivery.observer());
            insert.setString(3, delivery.eventName());
            insert.setString(4, delivery.event());
            insert.setObject(5, OffsetDateTime.parse("2026-03-01T12:00:00Z"));
            insert.executeUpdate();
        }
    }

    private List<String> left() throws SQLException {
        var left = new ArrayList<String>();
        try (var connection = dataSource.getConnection();
                var rows = connection
                        .createStatement()
                        .executeQuery("select task_instance from platform.scheduled_task"
                                + " union all select id from platform.dead_delivery")) {
            while (rows.next()) {
                left.add(rows.getString(1));
            }
        }
        return left;
    }

    @Test
    void forgetsWhatNamesThePersonAndStillTellsThatTheyWereErased() throws SQLException {
        var person = UUID.randomUUID().toString();
        var told = "{\"contact_id\":\"" + person + "\"}";
        var updated = new Delivery("webhooks", "contacts.contact-updated", told);
        var erased = new Delivery("webhooks", "contacts.contact-erased", told);
        var ofOthers = new Delivery("webhooks", "contacts.contact-updated", "{\"contact_id\":\"x\"}");
        waits("updated", updated);
        waits("erased", erased);
        waits("of others", ofOthers);
        died("dead updated", updated);
        died("dead erased", erased);
        died("dead of others", ofOthers);
        var undelivered = new Undelivered();
        undelivered.dataSource = dataSource;

        assertThat(undelivered.forget(List.of(person), List.of(ContactErased.class)))
                .isEqualTo(2);

        assertThat(left()).containsExactlyInAnyOrder("erased", "of others", "dead erased", "dead of others");
        assertThat(undelivered.forget(List.of(), List.of())).isZero();
    }
}
