package org.foyer.launcher;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import org.junit.jupiter.api.Test;

class PortTest {
    @Test
    void saysThatAPortIsInUseAndThenHowToChooseAnother() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> port("127.0.0.1", other.getLocalPort()).requireFree())
                    .isInstanceOf(CannotStartException.class)
                    .hasMessageStartingWith("Port " + other.getLocalPort() + " on 127.0.0.1 is already in use.")
                    .hasMessageContaining("FOYER_HTTP_PORT");
        }
    }

    @Test
    void leavesAFreePortFree() throws Exception {
        var port = port("127.0.0.1", freePort());

        assertThatCode(port::requireFree).doesNotThrowAnyException();
        assertThatCode(port::requireFree).doesNotThrowAnyException();
    }

    @Test
    void rejectsAnAddressOfAnotherMachineAndANameOfNone() {
        assertThatThrownBy(() -> port("192.0.2.1", 8080).requireFree())
                .isInstanceOf(CannotStartException.class)
                .hasMessageStartingWith("Cannot listen on 192.0.2.1, port 8080");
        assertThatThrownBy(() -> port("no.such.host.invalid", 8080).requireFree())
                .isInstanceOf(CannotStartException.class)
                .hasMessage("FOYER_HTTP_HOST: there is no host 'no.such.host.invalid'.");
    }

    @Test
    void waitsUntilTheApplicationIsReady() throws Exception {
        var asked = new AtomicInteger();
        var server = application(() -> asked.incrementAndGet() < 3 ? 503 : 200);
        try {
            var port = port("127.0.0.1", server.getAddress().getPort());

            assertThatCode(() -> port.awaitReady(Duration.ofSeconds(30))).doesNotThrowAnyException();
        } finally {
            server.stop(0);
        }
    }

    @Test
    void saysWhatIsNotReady() throws Exception {
        var server = application(() -> 503);
        try {
            var port = port("127.0.0.1", server.getAddress().getPort());

            assertThatThrownBy(() -> port.awaitReady(Duration.ZERO))
                    .isInstanceOf(CannotStartException.class)
                    .hasMessageContaining("does not become ready")
                    .hasMessageEndingWith("/health/ready: 503 status 503");
        } finally {
            server.stop(0);
        }
    }

    private static HttpServer application(IntSupplier status) throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/health/ready", exchange -> {
            var answer = status.getAsInt();
            var body = ("status " + answer).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(answer, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        return server;
    }

    private static Port port(String host, int port) {
        return new Port(new Settings(host, port, Path.of(""), "", Duration.ZERO, "text"));
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
