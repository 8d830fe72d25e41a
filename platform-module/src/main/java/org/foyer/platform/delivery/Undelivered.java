package org.foyer.platform.delivery;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.foyer.contracts.event.DomainEvent;
import org.foyer.contracts.event.EventCatalogue;
import org.foyer.platform.json.Json;

/** Events that wait for their delivery, or were given up: they hold what they tell of. */
@ApplicationScoped
public class Undelivered {
    @Resource(lookup = "java:app/jdbc/foyer")
    DataSource dataSource;

    /**
     * Forgets, in the caller's transaction, every event that names any of these texts, such as an id.
     *
     * @param but events that are delivered nevertheless, since they hold nothing but ids
     * @return how many there were
     */
    public int forget(Collection<String> texts, Collection<Class<? extends DomainEvent>> but) {
        var kept = but.stream().map(EventCatalogue::nameOf).toList();
        try (var connection = dataSource.getConnection()) {
            return waiting(connection, texts, kept) + dead(connection, texts, kept);
        } catch (SQLException e) {
            throw new IllegalStateException("undelivered events could not be forgotten", e);
        }
    }

    private static int waiting(Connection connection, Collection<String> texts, List<String> kept) throws SQLException {
        var named = new ArrayList<String>();
        try (var select = connection.prepareStatement(
                        "select task_instance, task_data from platform.scheduled_task where task_name = 'delivery'");
                var rows = select.executeQuery()) {
            while (rows.next()) {
                var data = rows.getBytes(2);
                if (data != null) {
                    var delivery = Json.read(new String(data, StandardCharsets.UTF_8), Delivery.class);
                    if (!kept.contains(delivery.eventName()) && names(delivery.event(), texts)) {
                        named.add(rows.getString(1));
                    }
                }
            }
        }
        return delete(
                connection,
                "delete from platform.scheduled_task where task_name = 'delivery' and task_instance = ?",
                named);
    }

    private static int dead(Connection connection, Collection<String> texts, List<String> kept) throws SQLException {
        var named = new ArrayList<String>();
        try (var select = connection.prepareStatement("select id, event_name, event from platform.dead_delivery");
                var rows = select.executeQuery()) {
            while (rows.next()) {
                if (!kept.contains(rows.getString(2)) && names(rows.getString(3), texts)) {
                    named.add(rows.getString(1));
                }
            }
        }
        return delete(connection, "delete from platform.dead_delivery where id = ?", named);
    }

    private static boolean names(String event, Collection<String> texts) {
        return texts.stream().anyMatch(event::contains);
    }

    private static int delete(Connection connection, String sql, Collection<String> ids) throws SQLException {
        try (var delete = connection.prepareStatement(sql)) {
            for (var id : ids) {
                delete.setString(1, id);
                delete.executeUpdate();
            }
        }
        return ids.size();
    }
}
