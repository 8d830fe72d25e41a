package org.foyer.platform.delivery;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Set;
import javax.sql.DataSource;
import org.foyer.platform.json.Json;

/** Events that wait for their delivery, or were given up: they hold what they tell of. */
@ApplicationScoped
public class Undelivered {
    @Resource(lookup = "java:app/jdbc/foyer")
    DataSource dataSource;

    /** Forgets, in the caller's transaction, every event that names any of these texts, such as an id; how many there were. */
    public int forget(Collection<String> texts) {
        return forget(texts, Set.of());
    }

    /**
     * The same, but for events that are themselves the order to forget.
     *
     * @param spared stored names of events
     */
    public int forget(Collection<String> texts, Set<String> spared) {
        try (var connection = dataSource.getConnection()) {
            return waiting(connection, texts, spared) + dead(connection, texts, spared);
        } catch (SQLException e) {
            throw new IllegalStateException("undelivered events could not be forgotten", e);
        }
    }

    private static int waiting(Connection connection, Collection<String> texts, Set<String> spared)
            throws SQLException {
        var named = new ArrayList<String>();
        try (var select = connection.prepareStatement(
                        "select task_instance, task_data from platform.scheduled_task where task_name = 'delivery'");
                var rows = select.executeQuery()) {
            while (rows.next()) {
                var data = rows.getBytes(2);
                if (data == null) {
                    continue;
                }
                var text = new String(data, StandardCharsets.UTF_8);
                if (names(text, texts)
                        && !spared.contains(Json.read(text, Delivery.class).eventName())) {
                    named.add(rows.getString(1));
                }
            }
        }
        return delete(
                connection,
                "delete from platform.scheduled_task where task_name = 'delivery' and task_instance = ?",
                named);
    }

    private static int dead(Connection connection, Collection<String> texts, Set<String> spared) throws SQLException {
        var named = new ArrayList<String>();
        try (var select = connection.prepareStatement("select id, event_name, event from platform.dead_delivery");
                var rows = select.executeQuery()) {
            while (rows.next()) {
                if (names(rows.getString(3), texts) && !spared.contains(rows.getString(2))) {
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
