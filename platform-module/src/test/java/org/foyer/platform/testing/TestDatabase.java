package org.foyer.platform.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.Persistence;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A context's persistence unit on a fresh, real database, migrated and validated as in production. Used as
 * {@code @ParameterizedTest @EnumSource(TestDatabase.Kind.class)}, so that every test runs on H2 and on PostgreSQL.
 */
public final class TestDatabase implements AutoCloseable {
    /** The databases Foyer runs on. */
    public enum Kind {
        H2,
        POSTGRESQL
    }

    private static EmbeddedPostgres postgres;

    private final EntityManagerFactory entityManagers;

    private TestDatabase(EntityManagerFactory entityManagers) {
        this.entityManagers = entityManagers;
    }

    public static TestDatabase of(Kind kind, String persistenceUnit) {
        var settings = new HashMap<String, Object>();
        settings.put("jakarta.persistence.transactionType", "RESOURCE_LOCAL");
        settings.put("hibernate.transaction.jta.platform", "");
        settings.put("hibernate.transaction.coordinator_class", "jdbc");
        settings.put("jakarta.persistence.jdbc.url", url(kind));
        settings.put("jakarta.persistence.jdbc.user", kind == Kind.H2 ? "foyer" : "postgres");
        settings.put("jakarta.persistence.jdbc.password", kind == Kind.H2 ? "foyer" : "postgres");
        return new TestDatabase(Persistence.createEntityManagerFactory(persistenceUnit, settings));
    }

    /** The JDBC URL of a new, empty database. */
    public static String url(Kind kind) {
        return kind == Kind.H2 ? h2() : postgres();
    }

    private static String h2() {
        return "jdbc:h2:mem:" + UUID.randomUUID()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=20000"
                // as FoyerDataSource has it
                + ";OPTIMIZE_REUSE_RESULTS=0";
    }

    private static synchronized String postgres() {
        try {
            if (postgres == null) {
                // nothing here outlives the tests, so nothing need be safe on disk
                postgres = EmbeddedPostgres.builder()
                        .setServerConfig("fsync", "off")
                        .setServerConfig("full_page_writes", "off")
                        .start();
            }
            var name = "t" + UUID.randomUUID().toString().replace("-", "");
            try (var connection = postgres.getPostgresDatabase().getConnection();
                    var statement = connection.createStatement()) {
                statement.execute("create database " + name);
            }
            return postgres.getJdbcUrl("postgres", name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs in one transaction, as one call of a façade does: rolled back when it throws. */
    public <T> T inTransaction(Function<EntityManager, T> work) {
        var entityManager = entityManagers.createEntityManager();
        try {
            entityManager.getTransaction().begin();
            var result = work.apply(entityManager);
            entityManager.getTransaction().commit();
            return result;
        } finally {
            if (entityManager.getTransaction().isActive()) {
                entityManager.getTransaction().rollback();
            }
            entityManager.close();
        }
    }

    /** {@link #inTransaction} without a result. */
    public void transact(Consumer<EntityManager> work) {
        inTransaction(entityManager -> {
            work.accept(entityManager);
            return null;
        });
    }

    @Override
    public void close() {
        entityManagers.close();
    }
}
