package org.foyer.platform.database;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/**
 * Brings the schema of one context up to date from {@code db/migration/<context>/} on the class path, and on PostgreSQL
 * from {@code db/postgresql/<context>/} too, for what H2 does not have. The two share one sequence of versions:
 * {@code V002_1} there follows {@code V002} here.
 */
public final class Migrations {
    private Migrations() {}

    /** Safe to call from several nodes at once: Flyway holds a lock. */
    public static void run(DataSource dataSource, String context) {
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(dataSource)
                .schemas(context)
                .defaultSchema(context)
                .table("schema_history")
                .locations(locations(dataSource, context).toArray(String[]::new))
                .placeholderReplacement(false)
                .load()
                .migrate();
    }

    private static List<String> locations(DataSource dataSource, String context) {
        var locations = new ArrayList<>(List.of("classpath:db/migration/" + context));
        var vendors = "db/postgresql/" + context;
        // Flyway warns of a folder that is not there
        if (isPostgres(dataSource) && Migrations.class.getClassLoader().getResource(vendors) != null) {
            locations.add("classpath:" + vendors);
        }
        return locations;
    }

    private static boolean isPostgres(DataSource dataSource) {
        try (var connection = dataSource.getConnection()) {
            return connection.getMetaData().getDatabaseProductName().equals("PostgreSQL");
        } catch (SQLException e) {
            throw new IllegalStateException("the database does not answer", e);
        }
    }
}
