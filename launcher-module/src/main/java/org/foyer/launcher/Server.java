package org.foyer.launcher;

import fish.payara.micro.BootstrapException;
import fish.payara.micro.ClusterCommandResult;
import fish.payara.micro.ClusterCommandResult.ExitStatus;
import fish.payara.micro.PayaraMicro;
import fish.payara.micro.boot.AdminCommandRunner;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicReference;
import java.util.logging.Logger;

/**
 * Payara Micro with nothing in it but Foyer. Its HTTP port stays closed until {@link #openPort()}, so that nobody meets
 * the server's own error pages while the application starts.
 */
final class Server {
    /**
     * Not under {@code MICRO-INF/deploy}: what lies there the server deploys by itself, and when that fails it says so
     * in the log only and goes on without the application.
     */
    private static final String WAR = "/MICRO-INF/foyer/foyer.war";

    private static final String CONFIG = "configs.config.server-config.";
    private static final String LISTENER = CONFIG + "network-config.network-listeners.network-listener.http-listener.";

    private final DataDirectory directory;
    private final AdminCommandRunner commands;

    private Server(DataDirectory directory, AdminCommandRunner commands) {
        this.directory = directory;
        this.commands = commands;
    }

    /** Boots the server, alone (no cluster, no grid port) and listening nowhere. */
    static Server boot(Settings settings, DataDirectory directory) throws CannotStartException {
        var commands = new AtomicReference<AdminCommandRunner>();
        try {
            PayaraMicro.setUpackedJarDir(directory.server().toFile());
            PayaraMicro.getInstance()
                    .setRootDir(directory.server().toFile())
                    .setNoHazelcast(true)
                    .setPreBootHandler(runner -> configure(runner, settings))
                    .setPostBootHandler(commands::set)
                    .bootStrap();
        } catch (BootstrapException e) {
            throw new CannotStartException("The server does not start: " + e.getMessage());
        }
        return new Server(directory, Objects.requireNonNull(commands.get()));
    }

    private static void configure(AdminCommandRunner runner, Settings settings) {
        set(runner, LISTENER + "enabled=false");
        set(runner, LISTENER + "address=" + settings.host());
        set(runner, LISTENER + "port=" + settings.port());
        set(runner, CONFIG + "network-config.protocols.protocol.http-listener.http.server-header=false");
        set(runner, CONFIG + "phone-home-runtime-configuration.enabled=false");
    }

    private static void set(AdminCommandRunner runner, String assignment) {
        var result = runner.run("set", assignment);
        if (result.getExitStatus() != ExitStatus.SUCCESS) {
            throw new IllegalStateException("set " + assignment + ": " + result.getOutput());
        }
    }

    /** Deploys the application at {@code /}. */
    void deploy() throws CannotStartException {
        var war = directory.server().resolve("foyer.war");
        var causes = new Causes();
        var everything = Logger.getLogger("");
        everything.addHandler(causes);
        try {
            unpack(war);
            var result = commands.run("deploy", "--name=foyer", "--contextroot=/", war.toString());
            if (result.getExitStatus() == ExitStatus.FAILURE) {
                causes.consider(result.getFailureCause());
                throw new CannotStartException(causes.describe(message(result)));
            }
        } catch (IOException e) {
            throw new CannotStartException("The application cannot be unpacked to " + war + ": " + e.getMessage());
        } finally {
            everything.removeHandler(causes);
        }
    }

    private static void unpack(Path war) throws IOException {
        try (InputStream packed = Server.class.getResourceAsStream(WAR)) {
            if (packed == null) {
                throw new IOException("the jar does not contain " + WAR);
            }
            Files.copy(packed, war);
        }
    }

    private static String message(ClusterCommandResult result) {
        return String.valueOf(result.getOutput()).replaceFirst("(?s)^.*?AdminCommand", "");
    }

    void openPort() {
        set(commands, LISTENER + "enabled=true");
    }
}
