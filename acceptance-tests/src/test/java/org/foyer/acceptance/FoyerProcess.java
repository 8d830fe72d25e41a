package org.foyer.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * {@code foyer.jar} as its users run it: a process of its own on a free port of 127.0.0.1 with a data directory of its
 * own, which outlives {@link #stop()} and {@link #kill9()} but not {@link #close()}.
 */
final class FoyerProcess implements AutoCloseable {
    private static final Path MODULE =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    private static final Path JAR =
            MODULE.resolveSibling("app-ear").resolve("target").resolve("foyer.jar");
    private static final Duration PATIENCE = Duration.ofMinutes(6);
    private static final int LINES_TOLD = 40;

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final Map<String, String> environment;
    private final Path directory;
    private final int port;
    private Process process;

    private FoyerProcess(Map<String, String> environment) throws IOException {
        var scratch = Files.createDirectories(MODULE.resolve("target").resolve("foyer-process"));
        this.directory = Files.createTempDirectory(scratch, "run");
        this.port = Ports.free();
        this.environment = new HashMap<>(Map.of(
                "FOYER_HTTP_HOST", "127.0.0.1",
                "FOYER_HTTP_PORT", Integer.toString(port),
                "FOYER_DATA_DIR", dataDirectory().toString()));
        this.environment.putAll(environment);
        this.process = launch();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> process.destroyForcibly()));
    }

    /**
     * Starts Foyer and waits until it is ready.
     *
     * @param environment settings beside host, port and data directory, or instead of them; none is inherited
     * @throws IllegalStateException if it ends instead, or is not ready in time; the message has its output
     */
    static FoyerProcess start(Map<String, String> environment) {
        var foyer = startWithoutWaiting(environment);
        foyer.awaitReady();
        return foyer;
    }

    /** Starts Foyer and returns at once, for a start that is to fail or to be cut short. */
    static FoyerProcess startWithoutWaiting(Map<String, String> environment) {
        try {
            return new FoyerProcess(environment);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without a slash at its end. */
    URI url() {
        return URI.create("http://127.0.0.1:" + port);
    }

    int port() {
        return port;
    }

    long pid() {
        return process.pid();
    }

    Path dataDirectory() {
        return directory.resolve("data");
    }

    Path log() {
        return dataDirectory().resolve("logs").resolve("foyer.log");
    }

    /** What it printed since it was first started, normal and error output as on a console. */
    String output() {
        try {
            return Files.readString(console());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Ends it as {@code kill} does, and waits for its end. */
    void stop() {
        process.destroy();
        awaitExit();
    }

    /** Ends it as {@code kill -9} does: no code of it runs any more. */
    void kill9() {
        process.destroyForcibly();
        awaitExit();
    }

    /** Starts it again on the same data and the same port, after stopping it if it runs, and waits until it is ready. */
    void restart() {
        stop();
        try {
            process = launch();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        awaitReady();
    }

    /** Waits for its end and answers the exit code. */
    int awaitExit() {
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException("Foyer does not end" + diagnosis());
            }
            return process.exitValue();
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /**
     * That it still runs: a test which finds it gone shall tell why, and not that a connection was refused.
     *
     * @throws IllegalStateException if it has ended; the message has its exit code and its output
     */
    void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException("Foyer ended with code " + process.exitValue() + diagnosis());
        }
    }

    void awaitReady() {
        var deadline = Instant.now().plus(PATIENCE);
        try {
            while (!isReady()) {
                requireAlive();
                if (Instant.now().isAfter(deadline)) {
                    throw new IllegalStateException("Foyer is not ready after " + PATIENCE + diagnosis());
                }
                process.waitFor(100, TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            throw interrupted(e);
        }
    }

    /** Ends it and deletes its data; what it printed and its log stay under {@code target} for whoever asks why. */
    @Override
    public void close() {
        kill9();
        try (var files = Files.walk(directory)) {
            var data = files.filter(file -> file.startsWith(dataDirectory()) && !file.startsWith(log().getParent()))
                    .filter(file -> !file.equals(dataDirectory()))
                    .sorted(Comparator.reverseOrder())
                    .toList();
            for (var file : data) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Process launch() throws IOException {
        var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        // started often and never for long: what optimising compilation costs at the start is not won back
        var builder = new ProcessBuilder(
                        java, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx768m", "-jar", JAR.toString())
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(console().toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("FOYER_") || name.startsWith("JAVA_TOOL"));
        builder.environment().putAll(environment);
        return builder.start();
    }

    private boolean isReady() throws InterruptedException {
        var request = HttpRequest.newBuilder(url().resolve("/health/ready"))
                .timeout(Duration.ofSeconds(10))
                .build();
        try {
            return client.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private Path console() {
        return directory.resolve("console.txt");
    }

    private String diagnosis() {
        return ". It printed:\n" + output() + "\nIts log " + log() + " ends:\n" + endOfLog();
    }

    private String endOfLog() {
        try {
            var lines = Files.exists(log()) ? Files.readAllLines(log()) : List.<String>of();
            return String.join("\n", lines.subList(Math.max(0, lines.size() - LINES_TOLD), lines.size()));
        } catch (IOException e) {
            return e.toString();
        }
    }

    private static IllegalStateException interrupted(InterruptedException e) {
        Thread.currentThread().interrupt();
        return new IllegalStateException("interrupted while waiting for Foyer", e);
    }
}
