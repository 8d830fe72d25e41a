package org.foyer.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * The main class of {@code foyer.jar}. The console gets a few lines meant for people, everything else goes to
 * {@code logs/foyer.log} in the data directory. Exit code 1 when Foyer cannot start.
 *
 * <p>To the application it is visible in system properties only: {@code foyer.launcher} is {@code true} and
 * {@code foyer.data.dir} is the absolute data directory; at its first start the application leaves
 * {@code foyer.first-admin.email} and {@code foyer.first-admin.password}, which are printed and removed. For how it
 * stops see {@link Stopping}: {@code foyer.stopping} is {@code draining}, then {@code refusing}; the application sets
 * {@code foyer.idle} when no request is under way any more.
 */
public final class Launcher {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** After it the application's first background work is done too. */
    private static final Duration SETTLING = Duration.ofSeconds(10);

    private static final String HELP = """
            Foyer turns a chat on your site into known contacts.

            Usage: java -jar foyer.jar

            Settings are environment variables, for example:
              FOYER_HTTP_HOST   address to listen on          127.0.0.1
              FOYER_HTTP_PORT   port to listen on             8080
              FOYER_DATA_DIR    where data and log are kept   ./foyer-data
              FOYER_DB_URL      a jdbc:postgresql: URL        an H2 file in the data directory
              FOYER_PUBLIC_URL  the address your visitors use
            """;

    private final PrintStream console;

    private Launcher(PrintStream console) {
        this.console = console;
    }

    public static void main(String[] arguments) {
        var launcher = new Launcher(new PrintStream(System.out, true, Charset.defaultCharset()));
        if (arguments.length > 0) {
            launcher.console.print(HELP);
            System.exit(arguments[0].equals("--help") ? 0 : 1);
        }
        try {
            launcher.start();
        } catch (CannotStartException e) {
            launcher.console.println(e.getMessage());
            System.exit(1);
        } catch (Throwable e) {
            Logger.getLogger(Launcher.class.getName()).log(Level.SEVERE, "Foyer cannot start", e);
            launcher.console.println("Foyer cannot start: " + e);
            System.exit(1);
        }
    }

    private void start() throws CannotStartException, IOException, InterruptedException {
        var began = Instant.now();
        var settings = Settings.read(System.getenv(), System.getProperties());
        var directory = DataDirectory.open(settings.dataDirectory());
        var port = new Port(settings);
        port.requireFree();
        console.println("Foyer " + version() + " is starting. Log: " + directory.log());
        silence(directory, settings);
        System.setProperty("foyer.launcher", "true");
        System.setProperty("foyer.data.dir", directory.root().toString());

        try {
            serve(settings, directory, port);
            announce(settings, Duration.between(began, Instant.now()));
            new Stopping(settings, console).onSignals();
        } finally {
            // even if the start failed after it: the password is nowhere else
            announceFirstAdmin();
        }
        console.println();
        Thread.sleep(SETTLING.toMillis());
        Memory.giveBack();
    }

    private static void serve(Settings settings, DataDirectory directory, Port port)
            throws CannotStartException, InterruptedException {
        try {
            var server = Server.boot(settings, directory);
            server.deploy();
            server.openPort();
            port.awaitReady(PATIENCE);
        } catch (CannotStartException e) {
            throw new CannotStartException("Foyer cannot start:\n  "
                    + String.valueOf(e.getMessage()).replace("\n", "\n  ") + "\nSee " + directory.log() + ".");
        }
    }

    /** Before anything logs: from here on the console is ours alone, and temporary files stay in the data directory. */
    private static void silence(DataDirectory directory, Settings settings) throws IOException {
        System.setProperty("java.io.tmpdir", directory.temporary().toString());
        System.setProperty("java.util.logging.manager", LastingLogs.class.getName());
        System.setProperty(LogFile.FILE_PROPERTY, directory.log().toString());
        System.setProperty(LogFile.FORMAT_PROPERTY, settings.logFormat());
        if (System.getProperty("java.util.logging.config.file") == null) {
            var configuration = directory.server().resolve("foyer-logging.properties");
            try (InputStream packed = Launcher.class.getResourceAsStream("logging.properties")) {
                Files.write(configuration, packed.readAllBytes());
            }
            System.setProperty("java.util.logging.config.file", configuration.toString());
        }
        System.setOut(LoggedOutput.named("stdout"));
        System.setErr(LoggedOutput.named("stderr"));
    }

    private void announce(Settings settings, Duration duration) {
        console.printf("""
                Foyer is ready (%d s).

                  Dashboard    %2$s/
                  Demo         %2$s/demo
                  API docs     %2$s/docs/api
                """, Math.max(1, duration.toSeconds()), settings.publicUrl());
    }

    private void announceFirstAdmin() {
        var email = take("foyer.first-admin.email");
        var password = take("foyer.first-admin.password");
        if (email.isPresent() && password.isPresent()) {
            console.println("  First admin  " + email.get() + " / " + password.get() + "   (shown only once)");
        }
    }

    private static Optional<String> take(String property) {
        return Optional.ofNullable(System.clearProperty(property));
    }

    private static String version() {
        return Optional.ofNullable(Launcher.class.getPackage().getImplementationVersion())
                .orElse("(development)");
    }
}
