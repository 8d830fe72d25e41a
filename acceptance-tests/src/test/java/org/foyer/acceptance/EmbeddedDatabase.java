package org.foyer.acceptance;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** A real PostgreSQL on a free port of 127.0.0.1, unpacked from Maven artifacts under {@code target}. */
final class EmbeddedDatabase implements AutoCloseable {
    private static final Path DIRECTORY = Path.of(System.getProperty("basedir", ""))
            .toAbsolutePath()
            .resolve("target")
            .resolve("postgres");
    private static final String USER = "postgres";

    private final EmbeddedPostgres postgres;
    private final AtomicInteger databases = new AtomicInteger();

    private EmbeddedDatabase(EmbeddedPostgres postgres) {
        this.postgres = postgres;
    }

    static EmbeddedDatabase start() {
        try {
            Files.createDirectories(DIRECTORY);
            return new EmbeddedDatabase(EmbeddedPostgres.builder()
                    .setOverrideWorkingDirectory(DIRECTORY.toFile())
                    .setDataDirectory(Files.createTempDirectory(DIRECTORY, "data"))
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes a new, empty database. */
    Database create() {
        var name = "foyer" + databases.incrementAndGet();
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("create database " + name);
        } catch (SQLException e) {
            throw new IllegalStateException("cannot create the database " + name, e);
        }
        // any password opens it, but Payara refuses an empty one
        return new Database("jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/" + name, USER, "any");
    }

    @Override
    public void close() {
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    record Database(String url, String user, String password) {
        /** The settings that make Foyer use it. */
        Map<String, String> environment() {
            return Map.of("FOYER_DB_URL", url, "FOYER_DB_USER", user, "FOYER_DB_PASSWORD", password);
        }
    }
}
