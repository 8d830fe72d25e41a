package org.foyer.platform.delivery;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import javax.sql.DataSource;

/** How the durable deliveries stand, for metrics and health. */
@ApplicationScoped
public class DeliveryStatus {
    @Resource(lookup = "java:app/jdbc/foyer")
    DataSource dataSource;

    private Clock clock;

    @Inject
    DeliveryStatus(Clock clock) {
        this.clock = clock;
    }

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected DeliveryStatus() {}

    /** How long the delivery that is due longest has been due; zero if none is. */
    public Duration oldestDue() {
        var sql = "select min(execution_time) from platform.scheduled_task where task_name = 'delivery'";
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(sql);
                var rows = statement.executeQuery()) {
            rows.next();
            var oldest = rows.getObject(1, OffsetDateTime.class);
            if (oldest == null) {
                return Duration.ZERO;
            }
            var overdue = Duration.between(oldest.toInstant(), clock.instant());
            return overdue.isNegative() ? Duration.ZERO : overdue;
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not answer", e);
        }
    }

    /** How many deliveries wait, for their first attempt or for another. */
    public long waiting() {
        return count("select count(*) from platform.scheduled_task where task_name = 'delivery'");
    }

    /** How many deliveries were given up. */
    public long dead() {
        return count("select count(*) from platform.dead_delivery");
    }

    /** How many pieces of work of any kind have failed at least once and wait for another attempt. */
    public long retrying() {
        return count("select count(*) from platform.scheduled_task where consecutive_failures > 0");
    }

    /** How long one who asks the pool for a connection to the database waits for it now. */
    public Duration poolWait() {
        var asked = System.nanoTime();
        try {
            dataSource.getConnection().close();
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not answer", e);
        }
        return Duration.ofNanos(System.nanoTime() - asked);
    }

    private long count(String sql) {
        try (var connection = dataSource.getConnection();
                var statement = connection.prepareStatement(sql);
                var rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not answer", e);
        }
    }
}
