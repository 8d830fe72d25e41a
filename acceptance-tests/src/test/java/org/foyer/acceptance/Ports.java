package org.foyer.acceptance;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Ports for servers that are stopped and started again. The system gives those above 32768 to any connection and to
 * whoever asks for just a port, so such a one may be somebody else's by the time its server comes back.
 */
final class Ports {
    private static final int FIRST = 20_000;
    private static final int BEHIND_LAST = 32_000;

    private Ports() {}

    /** A port that nobody listens on. */
    static int free() {
        int port;
        do {
            port = ThreadLocalRandom.current().nextInt(FIRST, BEHIND_LAST);
        } while (!isFree(port));
        return port;
    }

    static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
