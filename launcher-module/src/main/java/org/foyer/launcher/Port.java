package org.foyer.launcher;

import java.io.IOException;
import java.net.BindException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;

/** The address Foyer listens on: whether it can be had, and whether the application answers there. */
final class Port {
    private static final int TIMEOUT_MILLIS = 5_000;
    private static final String READY = "ready";
    private static final Duration PAUSE = Duration.ofMillis(100);

    private final Settings settings;

    Port(Settings settings) {
        this.settings = settings;
    }

    /** Asks the operating system for the port and gives it back at once: the server itself fails to bind silently. */
    void requireFree() throws CannotStartException {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getByName(settings.host()), settings.port()));
        } catch (UnknownHostException e) {
            throw new CannotStartException("FOYER_HTTP_HOST: there is no host '" + settings.host() + "'.");
        } catch (BindException e) {
            throw new CannotStartException(
                    String.valueOf(e.getMessage()).contains("in use")
                            ? "Port " + settings.port() + " on " + settings.host()
                                    + " is already in use. Stop the program that uses it, or choose another port with"
                                    + " FOYER_HTTP_PORT."
                            : cannotListen(e));
        } catch (IOException e) {
            throw new CannotStartException(cannotListen(e));
        }
    }

    private String cannotListen(IOException e) {
        return "Cannot listen on " + settings.host() + ", port " + settings.port() + " (" + e.getMessage()
                + "). Choose others with FOYER_HTTP_HOST and FOYER_HTTP_PORT.";
    }

    /** Waits until the application says that it is ready. */
    void awaitReady(Duration patience) throws CannotStartException, InterruptedException {
        var deadline = Instant.now().plus(patience);
        for (var answer = readiness(); !answer.equals(READY); answer = readiness()) {
            if (Instant.now().isAfter(deadline)) {
                throw new CannotStartException(
                        "The application is deployed but does not become ready; " + readinessUrl() + ": " + answer);
            }
            Thread.sleep(PAUSE.toMillis());
        }
    }

    private String readiness() {
        try {
            var connection =
                    (HttpURLConnection) URI.create(readinessUrl()).toURL().openConnection(Proxy.NO_PROXY);
            connection.setConnectTimeout(TIMEOUT_MILLIS);
            connection.setReadTimeout(TIMEOUT_MILLIS);
            try {
                var status = connection.getResponseCode();
                if (status == HttpURLConnection.HTTP_OK) {
                    return READY;
                }
                var body = connection.getErrorStream();
                return status + (body == null ? "" : " " + new String(body.readAllBytes(), StandardCharsets.UTF_8));
            } finally {
                connection.disconnect();
            }
        } catch (IOException e) {
            return e.toString();
        }
    }

    private String readinessUrl() {
        return settings.localUrl() + "/health/ready";
    }
}
