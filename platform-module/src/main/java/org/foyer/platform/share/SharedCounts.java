package org.foyer.platform.share;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;

/**
 * Counts that nodes tell each other of, through the database, now and then: what a node has counted since it knows of a
 * thing, which only grows until the node forgets it and begins again. Nobody waits for it; times are the database's, so
 * the nodes' clocks may differ.
 */
@ApplicationScoped
public class SharedCounts {
    /** So long others can hear of a change; what is read again tells nothing new. */
    private static final String WINDOW = "interval '10' second";

    private static final String KEPT = "interval '5' minute";

    @Resource(lookup = "java:app/jdbc/foyer")
    DataSource dataSource;

    private final String node = UUID.randomUUID().toString();
    private final Map<String, Map<String, Long>> heard = new HashMap<>(); // by node and name

    /** Tells the other nodes how much this one has counted of each. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void tell(Map<String, Long> amounts) {
        if (amounts.isEmpty()) {
            return;
        }
        // always in one order, so that no two nodes wait for each other
        var names = amounts.keySet().stream().sorted().toList();
        try (var connection = dataSource.getConnection()) {
            insert(connection, update(connection, names, amounts), amounts);
        } catch (SQLException e) {
            throw new IllegalStateException("counts can't be shared", e);
        }
    }

    private List<String> update(Connection connection, List<String> names, Map<String, Long> amounts)
            throws SQLException {
        var missing = new ArrayList<String>();
        try (var update = connection.prepareStatement("update platform.shared_count"
                + " set amount = ?, changed_at = current_timestamp where name = ? and node = ?")) {
            for (var name : names) {
                update.setLong(1, amounts.getOrDefault(name, 0L));
                update.setString(2, name);
                update.setString(3, node);
                update.addBatch();
            }
            var changed = update.executeBatch();
            for (int i = 0; i < changed.length; i++) {
                if (changed[i] == 0) {
                    missing.add(names.get(i));
                }
            }
        }
        return missing;
    }

    private void insert(Connection connection, List<String> names, Map<String, Long> amounts) throws SQLException {
        if (names.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement("insert into platform.shared_count"
                + " (name, node, amount, changed_at) values (?, ?, ?, current_timestamp)")) {
            for (var name : names) {
                insert.setString(1, name);
                insert.setString(2, node);
                insert.setLong(3, amounts.getOrDefault(name, 0L));
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /** How much the other nodes have counted since this was last asked, by name. Called by one thread. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Map<String, Long> news() {
        var news = new HashMap<String, Long>();
        try (var connection = dataSource.getConnection();
                var select = connection.prepareStatement("select node, name, amount from platform.shared_count"
                        + " where node <> ? and changed_at > current_timestamp - " + WINDOW)) {
            select.setString(1, node);
            var now = new HashMap<String, Map<String, Long>>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    now.computeIfAbsent(rows.getString(1), unknown -> new HashMap<>())
                            .put(rows.getString(2), rows.getLong(3));
                }
            }
            now.forEach((teller, amounts) -> amounts.forEach((name, amount) -> {
                var before = heard.getOrDefault(teller, Map.of()).getOrDefault(name, 0L);
                // less than before: that node had forgotten it meanwhile and counts anew
                var more = amount >= before ? amount - before : amount;
                if (more > 0) {
                    news.merge(name, more, Long::sum);
                }
            }));
            keep(now);
            return news;
        } catch (SQLException e) {
            throw new IllegalStateException("shared counts can't be read", e);
        }
    }

    private void keep(Map<String, Map<String, Long>> now) {
        now.forEach((teller, amounts) ->
                heard.computeIfAbsent(teller, unknown -> new HashMap<>()).putAll(amounts));
    }

    /** Forgets what nobody has told of for some minutes, here and in the table; run now and then. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public void forgetOld() {
        try (var connection = dataSource.getConnection();
                var delete = connection.prepareStatement(
                        "delete from platform.shared_count where changed_at < current_timestamp - " + KEPT);
                var select = connection.prepareStatement("select node, name from platform.shared_count")) {
            delete.executeUpdate();
            var left = new HashMap<String, Set<String>>();
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    left.computeIfAbsent(rows.getString(1), unknown -> new HashSet<>())
                            .add(rows.getString(2));
                }
            }
            heard.keySet().retainAll(left.keySet());
            heard.forEach((teller, amounts) -> amounts.keySet().retainAll(left.getOrDefault(teller, Set.of())));
        } catch (SQLException e) {
            throw new IllegalStateException("shared counts can't be forgotten", e);
        }
    }
}
