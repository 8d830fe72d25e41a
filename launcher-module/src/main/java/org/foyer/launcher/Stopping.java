package org.foyer.launcher;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Ends the process without cutting off a request. The server's own shutdown hook would, and hooks run all at once, so the
 * signal is taken before it comes to them: first the node says that it is not ready and still answers, for as long as a
 * load balancer may need to notice; then it refuses what is new and finishes what has begun; then it ends. A second signal
 * ends it at once.
 */
final class Stopping {
    private static final Duration LONGEST_REQUEST = Duration.ofSeconds(30);
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final String STAGE = "foyer.stopping";
    private static final Logger LOG = Logger.getLogger(Stopping.class.getName());

    private final Settings settings;
    private final PrintStream console;
    private final AtomicBoolean begun = new AtomicBoolean();

    Stopping(Settings settings, PrintStream console) {
        this.settings = settings;
        this.console = console;
    }

    /** From now on stops as told above when it is told to end ({@code kill}) or interrupted (Ctrl-C). */
    void onSignals() {
        for (var name : new String[] {"TERM", "INT"}) {
            try {
                take(name);
            } catch (ReflectiveOperationException | RuntimeException e) {
                // then the server's hook stops it, as before
                LOG.log(Level.FINE, "this Java does not let the signal " + name + " be taken", e);
            }
        }
    }

    // By reflection: the compiler warns of sun.misc, and warnings fail the build.
    private void take(String name) throws ReflectiveOperationException {
        var signal = Class.forName("sun.misc.Signal");
        var handler = Class.forName("sun.misc.SignalHandler");
        InvocationHandler invoked = (proxy, method, arguments) -> {
            if (method.getName().equals("handle")) {
                received();
            }
            return null;
        };
        signal.getMethod("handle", signal, handler)
                .invoke(
                        null,
                        signal.getConstructor(String.class).newInstance(name),
                        Proxy.newProxyInstance(Stopping.class.getClassLoader(), new Class<?>[] {handler}, invoked));
    }

    private void received() {
        if (begun.compareAndSet(false, true)) {
            console.println("Foyer is stopping.");
            stop();
        }
        System.exit(0);
    }

    private void stop() {
        try {
            System.setProperty(STAGE, "draining");
            Thread.sleep(settings.shutdownDelay().toMillis());
            System.setProperty(STAGE, "refusing");
            var deadline = Instant.now().plus(LONGEST_REQUEST);
            // the application notices that nothing is under way at the end of a request, so one is made
            while (knock()
                    && System.getProperty("foyer.idle") == null
                    && Instant.now().isBefore(deadline)) {
                Thread.sleep(PAUSE.toMillis());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean knock() {
        try {
            var connection = (HttpURLConnection)
                    URI.create(settings.localUrl() + "/").toURL().openConnection(java.net.Proxy.NO_PROXY);
            connection.setConnectTimeout((int) LONGEST_REQUEST.toMillis());
            connection.setReadTimeout((int) LONGEST_REQUEST.toMillis());
            connection.setRequestMethod("HEAD");
            connection.getResponseCode();
            connection.disconnect();
            return true;
        } catch (IOException e) {
            LOG.log(Level.FINE, "nobody answers any more", e);
            return false;
        }
    }
}
