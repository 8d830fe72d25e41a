package org.foyer.acceptance;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
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
    private final Path data;
    private final AtomicInteger databases = new AtomicInteger();

    private EmbeddedDatabase(EmbeddedPostgres postgres, Path data) {
        this.postgres = postgres;
        this.data = data;
    }

    static EmbeddedDatabase start() {
        try {
            Files.createDirectories(DIRECTORY);
            var data = Files.createTempDirectory(DIRECTORY, "data");
            return new EmbeddedDatabase(
                    EmbeddedPostgres.builder()
                            .setOverrideWorkingDirectory(DIRECTORY.toFile())
                            .setDataDirectory(data)
                            .setPort(Ports.free())
                            .start(),
                    data);
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

    /** Ends it as {@code kill -9} does. What starts it again, as it was started. */
    Runnable kill9() {
        try {
            var pid = Long.parseLong(
                    Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
            var server = ProcessHandle.of(pid).orElseThrow();
            var command = List.of(
                    Files.readString(Path.of("/proc/" + pid + "/cmdline")).split("\0", -1));
            var children = server.descendants().toList();
            server.destroyForcibly();
            // its processes notice that it is gone, and only then another may have their memory
            children.forEach(ProcessHandle::destroyForcibly);
            Waiting.until(
                    "the database is gone",
                    () -> !server.isAlive() && children.stream().noneMatch(ProcessHandle::isAlive));
            return () -> launch(command.stream().filter(word -> !word.isEmpty()).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void launch(List<String> command) {
        // PostgreSQL refuses to run as root; as another user of a namespace it does not know that it is
        var root = System.getProperty("user.name").equals("root");
        var words = new ArrayList<>(root ? List.of("unshare", "-U") : List.<String>of());
        words.addAll(command);
        try {
            new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(
                            data.resolveSibling(data.getFileName() + ".log").toFile())
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
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
