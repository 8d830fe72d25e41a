package org.foyer.acceptance;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipInputStream;

/**
 * A Payara Server with a domain of its own under {@code target/payara}, listening on free ports of 127.0.0.1. It is
 * driven by asadmin, as an administrator would.
 */
final class PayaraServer implements AutoCloseable {
    private static final Path TARGET =
            Path.of(System.getProperty("basedir", "")).toAbsolutePath().resolve("target");
    private static final Path ZIP = TARGET.resolve("payara-dist").resolve("payara.zip");
    private static final Path DIRECTORY = TARGET.resolve("payara");
    private static final Path INSTALLATION = DIRECTORY.resolve("payara6");
    private static final Path DOMAINS = DIRECTORY.resolve("domains");
    private static final String DOMAIN = "foyer";

    /** What {@code --portbase} adds for administration, HTTP and the listeners that stay closed. */
    private static final int ADMIN = 48;

    private static final int HTTP = 80;
    private static final List<Integer> PORTS = List.of(9, 37, 38, 39, ADMIN, 66, 76, HTTP, 81, 86);
    private static final int MINUTES = 5;

    private final Map<String, String> environment;
    private final int portBase;

    private PayaraServer(Map<String, String> environment, int portBase) {
        this.environment = environment;
        this.portBase = portBase;
    }

    /**
     * Makes a new domain and starts it.
     *
     * @param environment the settings the application is to find in the server's environment
     */
    static PayaraServer start(Map<String, String> environment) {
        try {
            unpack();
            kill();
            delete(DOMAINS);
            Files.createDirectories(DOMAINS);
            var server = new PayaraServer(environment, freePortBase());
            server.asadmin(
                    "create-domain",
                    "--nopassword",
                    "--domaindir",
                    DOMAINS.toString(),
                    "--portbase",
                    Integer.toString(server.portBase),
                    DOMAIN);
            server.keepToItself();
            Runtime.getRuntime().addShutdownHook(new Thread(PayaraServer::kill));
            server.asadmin("start-domain", "--domaindir", DOMAINS.toString(), DOMAIN);
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without a slash at its end. */
    URI url() {
        return URI.create("http://127.0.0.1:" + (portBase + HTTP));
    }

    Path log() {
        return DOMAINS.resolve(DOMAIN).resolve("logs").resolve("server.log");
    }

    /** @throws IllegalStateException if the server refuses it, with what asadmin said */
    void deploy(Path archive, String name) {
        remote("deploy", "--name", name, archive.toString());
    }

    /** Replaces what is deployed under that name. */
    void redeploy(Path archive, String name) {
        remote("deploy", "--force=true", "--name", name, archive.toString());
    }

    void undeploy(String name) {
        remote("undeploy", name);
    }

    @Override
    public void close() {
        asadmin("stop-domain", "--kill=true", "--domaindir", DOMAINS.toString(), DOMAIN);
    }

    /** For a server whose test went away without closing it. */
    private static void kill() {
        var pid = DOMAINS.resolve(DOMAIN).resolve("config").resolve("pid");
        try {
            if (Files.exists(pid)) {
                ProcessHandle.of(Long.parseLong(Files.readString(pid).strip()))
                        .filter(process -> process.info().arguments().stream()
                                .flatMap(Stream::of)
                                .anyMatch(argument -> argument.contains(DOMAINS.toString())))
                        .ifPresent(ProcessHandle::destroyForcibly);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void remote(String command, String... operands) {
        var arguments = new ArrayList<>(
                List.of("--host", "127.0.0.1", "--port", Integer.toString(portBase + ADMIN), "--interactive=false"));
        arguments.add(command);
        arguments.addAll(List.of(operands));
        asadmin(arguments.toArray(String[]::new));
    }

    private void asadmin(String... arguments) {
        var output = DIRECTORY.resolve("asadmin.txt");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Duser.home=" + DIRECTORY,
                "-jar",
                INSTALLATION.resolve("glassfish/lib/client/appserver-cli.jar").toString()));
        command.addAll(List.of(arguments));
        var builder = new ProcessBuilder(command)
                .directory(DIRECTORY.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("FOYER_"));
        builder.environment().putAll(environment);
        try {
            var process = builder.start();
            if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException("asadmin does not end: " + command);
            }
            if (process.exitValue() != 0) {
                throw new IllegalStateException(
                        "asadmin " + List.of(arguments) + " failed:\n" + Files.readString(output) + "See " + log());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for asadmin", e);
        }
    }

    /** Only 127.0.0.1, only administration and HTTP, no cluster and no message broker, no temporary file outside the domain. */
    private void keepToItself() throws IOException {
        var file = DOMAINS.resolve(DOMAIN).resolve("config").resolve("domain.xml");
        var temporary = Files.createDirectories(DOMAINS.resolve(DOMAIN).resolve("tmp"));
        var original = Files.readString(file);
        var changed = original.replace("address=\"0.0.0.0\"", "address=\"127.0.0.1\"")
                .replace("<network-listener port=", "<network-listener address=\"127.0.0.1\" port=")
                .replace(
                        "name=\"http-listener-2\" thread-pool",
                        "name=\"http-listener-2\" enabled=\"false\" thread-pool")
                .replaceFirst(
                        "<admin-service ",
                        "<jms-service type=\"DISABLED\" default-jms-host=\"default_JMS_host\"/>\n<admin-service ")
                .replaceFirst("<jmx-connector ", "<jmx-connector enabled=\"false\" ")
                .replace(
                        "<hazelcast-config-specific-configuration>",
                        "<hazelcast-config-specific-configuration enabled=\"false\">")
                .replaceFirst(
                        "<jvm-options>",
                        "<jvm-options>-Djava.io.tmpdir=" + temporary + "</jvm-options>\n<jvm-options>");
        Files.writeString(file, changed);
    }

    private static void unpack() throws IOException {
        var complete = DIRECTORY.resolve("complete");
        if (Files.exists(complete)) {
            return;
        }
        delete(DIRECTORY);
        Files.createDirectories(DIRECTORY);
        try (var zip = new ZipInputStream(Files.newInputStream(ZIP))) {
            for (var entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                var file = DIRECTORY.resolve(entry.getName());
                if (entry.isDirectory()) {
                    Files.createDirectories(file);
                } else {
                    Files.createDirectories(file.getParent());
                    Files.copy(zip, file);
                }
            }
        }
        Files.createFile(complete);
    }

    private static void delete(Path tree) throws IOException {
        if (Files.exists(tree)) {
            try (var files = Files.walk(tree)) {
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static int freePortBase() {
        while (true) {
            var base = ThreadLocalRandom.current().nextInt(200, 320) * 100;
            if (PORTS.stream().allMatch(offset -> Ports.isFree(base + offset))) {
                return base;
            }
        }
    }
}
