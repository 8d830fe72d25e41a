package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.hibernate.Session;
import org.jspecify.annotations.Nullable;

/**
 * The tallies: counts by quarter of an hour and by day, in UTC, of each item of each {@link Dimension}. What is read is
 * always the tallies and the entries not yet in them, in one statement and so in one snapshot: an answer is never late,
 * however far behind the tallies are.
 *
 * <p>In plain JDBC: the counts are added where they lie, and what is read is sums.
 */
@ApplicationScoped
class TallyRepository {
    private static final String ENTRIES = """
             from conversations.tally_entry e
             left join conversations.touch tl on tl.id = e.touch_id
             left join conversations.touch tf on tf.id = e.first_touch_id
            """;
    private static final String UPDATE = "update conversations.tally set " + Metric.columns("%s = %s + ?")
            + " where workspace_id = ? and dimension = ? and span = ? and began_at = ? and agent_id = ? and item = ?";
    private static final String INSERT = "insert into conversations.tally (" + Metric.columns("%s")
            + ", workspace_id, dimension, span, began_at, agent_id, item) values (" + Metric.columns("?")
            + ", ?, ?, ?, ?, ?, ?)";

    @PersistenceContext(unitName = "conversations")
    EntityManager entityManager;

    @SuppressWarnings("NullAway.Init") // injected
    TallyRepository() {}

    /** For tests. */
    TallyRepository(EntityManager entityManager) {
        this.entityManager = entityManager;
    }

    private enum Span {
        QUARTER,
        DAY;

        String stored() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        Instant beginOf(Instant quarter) {
            return this == DAY ? quarter.truncatedTo(ChronoUnit.DAYS) : quarter;
        }
    }

    private record Place(
            UUID workspaceId, Dimension dimension, Span span, Instant beganAt, UUID agentId, String item) {}

    /**
     * Adds entries to the tallies and removes them, in the caller's transaction.
     *
     * @return how many
     */
    int addUp(int atMost) {
        return entityManager.unwrap(Session.class).doReturningWork(connection -> addUp(connection, atMost));
    }

    private static int addUp(Connection connection, int atMost) throws SQLException {
        try (var lock = connection.prepareStatement("select id from conversations.tally_lock for update")) {
            lock.executeQuery().close();
        }
        var ids = new ArrayList<UUID>();
        var sums = new LinkedHashMap<Place, Counts>();
        var items = java.util.Arrays.stream(Dimension.values())
                .map(dimension -> dimension.item() + " as d_" + dimension.stored())
                .collect(Collectors.joining(", "));
        try (var select =
                connection.prepareStatement("select e.id, e.workspace_id, e.agent_id, e.metric, e.delta, e.quarter, "
                        + items + ENTRIES + " order by e.id fetch first " + atMost + " rows only")) {
            try (var rows = select.executeQuery()) {
                while (rows.next()) {
                    ids.add(rows.getObject(1, UUID.class));
                    add(rows, sums);
                }
            }
        }
        write(connection, sums);
        remove(connection, ids);
        return ids.size();
    }

    private static void add(ResultSet rows, Map<Place, Counts> sums) throws SQLException {
        var workspaceId = rows.getObject(2, UUID.class);
        var agentId = rows.getObject(3, UUID.class);
        var metric = Metric.valueOf(rows.getString(4));
        var delta = rows.getInt(5);
        var quarter = rows.getObject(6, OffsetDateTime.class).toInstant();
        for (var dimension : Dimension.values()) {
            if (dimension.metrics().contains(metric)) {
                var item = rows.getString("d_" + dimension.stored());
                for (var span : Span.values()) {
                    var place = new Place(workspaceId, dimension, span, span.beginOf(quarter), agentId, item);
                    sums.computeIfAbsent(place, any -> new Counts()).add(metric, delta);
                }
            }
        }
    }

    private static void write(Connection connection, Map<Place, Counts> sums) throws SQLException {
        if (sums.isEmpty()) {
            return;
        }
        var missing = new ArrayList<Map.Entry<Place, Counts>>();
        try (var update = connection.prepareStatement(UPDATE)) {
            for (var sum : sums.entrySet()) {
                bind(update, sum);
                update.addBatch();
            }
            var touched = update.executeBatch();
            int i = 0;
            for (var sum : sums.entrySet()) {
                if (touched[i++] == 0) {
                    missing.add(sum);
                }
            }
        }
        if (missing.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement(INSERT)) {
            for (var sum : missing) {
                bind(insert, sum);
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static void bind(PreparedStatement statement, Map.Entry<Place, Counts> sum) throws SQLException {
        int at = 1;
        for (var metric : Metric.values()) {
            statement.setLong(at++, sum.getValue().of(metric));
        }
        var place = sum.getKey();
        statement.setObject(at++, place.workspaceId());
        statement.setString(at++, place.dimension().stored());
        statement.setString(at++, place.span().stored());
        statement.setObject(at++, place.beganAt().atOffset(ZoneOffset.UTC));
        statement.setObject(at++, place.agentId());
        statement.setString(at, place.item());
    }

    private static void remove(Connection connection, List<UUID> ids) throws SQLException {
        if (ids.isEmpty()) {
            return;
        }
        try (var delete = connection.prepareStatement("delete from conversations.tally_entry where id = ?")) {
            for (var id : ids) {
                delete.setObject(1, id);
                delete.addBatch();
            }
            delete.executeBatch();
        }
    }

    /**
     * What is counted.
     *
     * @param from a quarter's beginning, in
     * @param to a quarter's beginning, out
     */
    record Range(UUID workspaceId, @Nullable UUID agentId, Instant from, Instant to) {}

    /** The counts of each quarter of an hour in which there are any. */
    NavigableMap<Instant, Counts> series(Range range) {
        var statement = new Statement("began_at", "e.quarter", Dimension.TOTAL, range);
        statement.tallies(Span.QUARTER, range.from(), range.to());
        var series = new TreeMap<Instant, Counts>();
        read(
                statement,
                "",
                rows -> series.put(rows.getObject(1, OffsetDateTime.class).toInstant(), counts(rows)));
        return series;
    }

    /** The counts of each agent. */
    Map<String, Counts> agents(Range range) {
        var statement = new Statement("agent_id", "e.agent_id", Dimension.TOTAL, range);
        statement.tallies(range);
        return named(statement, "");
    }

    /** The counts of every item of a dimension. */
    Map<String, Counts> items(Dimension dimension, Range range) {
        var statement = new Statement("item", dimension.item(), dimension, range);
        statement.tallies(range);
        return named(statement, "");
    }

    /** The counts of the items of a dimension that have most, by the first of the metrics that tells them apart. */
    Map<String, Counts> topItems(Dimension dimension, Range range, List<Metric> by, int atMost) {
        var statement = new Statement("item", dimension.item(), dimension, range);
        statement.tallies(range);
        var order = by.stream()
                .map(metric -> "sum(" + metric.column() + ") desc")
                .collect(Collectors.joining(", ", " order by ", ", k"));
        return named(statement, order + " fetch first " + atMost + " rows only");
    }

    private Map<String, Counts> named(Statement statement, String tail) {
        var items = new LinkedHashMap<String, Counts>();
        read(statement, tail, rows -> items.put(rows.getString(1), counts(rows)));
        return items;
    }

    private static Counts counts(ResultSet rows) throws SQLException {
        var counts = new Counts();
        for (var metric : Metric.values()) {
            counts.add(metric, rows.getLong("of_" + metric.column()));
        }
        return counts;
    }

    private interface Row {
        void take(ResultSet rows) throws SQLException;
    }

    private void read(Statement statement, String tail, Row row) {
        entityManager.flush();
        entityManager.unwrap(Session.class).doWork(connection -> {
            try (var select = connection.prepareStatement(statement.sql(tail))) {
                select.setFetchSize(2000);
                statement.bind(select);
                try (var rows = select.executeQuery()) {
                    while (rows.next()) {
                        row.take(rows);
                    }
                }
            }
        });
    }

    /** A union of the tallies that cover a range and the entries not yet in them, summed up by a key. */
    private static final class Statement {
        private final List<String> parts = new ArrayList<>();
        private final List<Object> values = new ArrayList<>();
        private final String key;
        private final Dimension dimension;
        private final Range range;

        Statement(String key, String keyOfEntry, Dimension dimension, Range range) {
            this.key = key;
            this.dimension = dimension;
            this.range = range;
            var metrics = dimension.metrics().stream()
                    .map(metric -> "'" + metric.name() + "'")
                    .collect(Collectors.joining(", "));
            parts.add("select " + keyOfEntry + " as k, "
                    + Metric.columns("case when e.metric = '%m' then e.delta else 0 end as %s") + ENTRIES
                    + " where e.workspace_id = ? and e.quarter >= ? and e.quarter < ? and e.metric in (" + metrics + ")"
                    + ofAgent("e.agent_id"));
            values.add(range.workspaceId());
            values.add(range.from().atOffset(ZoneOffset.UTC));
            values.add(range.to().atOffset(ZoneOffset.UTC));
            addAgent();
        }

        private String ofAgent(String column) {
            return range.agentId() == null ? "" : " and " + column + " = ?";
        }

        private void addAgent() {
            if (range.agentId() != null) {
                values.add(range.agentId());
            }
        }

        /** Whole days by days, what is before and after by quarters of an hour. */
        void tallies(Range of) {
            var firstDay = of.from().plus(Duration.ofDays(1)).minusNanos(1).truncatedTo(ChronoUnit.DAYS);
            var lastDay = of.to().truncatedTo(ChronoUnit.DAYS);
            if (firstDay.isBefore(lastDay)) {
                tallies(Span.QUARTER, of.from(), firstDay);
                tallies(Span.DAY, firstDay, lastDay);
                tallies(Span.QUARTER, lastDay, of.to());
            } else {
                tallies(Span.QUARTER, of.from(), of.to());
            }
        }

        void tallies(Span span, Instant from, Instant to) {
            if (!from.isBefore(to)) {
                return;
            }
            parts.add("select " + key + " as k, " + Metric.columns("%s") + " from conversations.tally"
                    + " where workspace_id = ? and dimension = ? and span = ? and began_at >= ? and began_at < ?"
                    + ofAgent("agent_id"));
            values.add(range.workspaceId());
            values.add(dimension.stored());
            values.add(span.stored());
            values.add(from.atOffset(ZoneOffset.UTC));
            values.add(to.atOffset(ZoneOffset.UTC));
            addAgent();
        }

        String sql(String tail) {
            return "select k, " + Metric.columns("sum(%s) as of_%s") + " from (" + String.join(" union all ", parts)
                    + ") counted group by k" + tail;
        }

        void bind(PreparedStatement statement) throws SQLException {
            for (int i = 0; i < values.size(); i++) {
                statement.setObject(i + 1, values.get(i));
            }
        }
    }
}
