package org.foyer.platform.delivery;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import javax.sql.DataSource;

/** Deliveries given up after all attempts, kept so that nothing vanishes unseen; keeping one again changes nothing. */
@ApplicationScoped
class DeadDeliveries {
    private static final String INSERT = """
            insert into platform.dead_delivery (id, observer, event_name, event, attempts, last_error, died_at)
            select ?, ?, ?, ?, ?, ?, ?
            where not exists (select 1 from platform.dead_delivery where id = ?)
            """;

    @Resource(lookup = "java:app/jdbc/foyer")
    DataSource dataSource;

    void keep(String id, Delivery delivery, int attempts, String error, Instant now) {
        try (var connection = dataSource.getConnection();
                var insert = connection.prepareStatement(INSERT)) {
            insert.setString(1, id);
            insert.setString(2, delivery.observer());
            insert.setString(3, delivery.eventName());
            insert.setString(4, delivery.event());
            insert.setInt(5, attempts);
            insert.setString(6, error);
            insert.setObject(7, now.atOffset(ZoneOffset.UTC));
            insert.setString(8, id);
            insert.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("a dead delivery could not be kept", e);
        }
    }
}
