package org.foyer.platform.database;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Brings the schema of one context up to date from {@code db/migration/<context>/} on the class path. */
public final class Migrations {
    private Migrations() {}

    /** Safe to call from several nodes at once: Flyway holds a lock. */
    public static void run(DataSource dataSource, String context) {
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(dataSource)
                .schemas(context)
                .defaultSchema(context)
                .table("schema_history")
                .locations("classpath:db/migration/" + context)
                .placeholderReplacement(false)
                .load()
                .migrate();
    }
}
