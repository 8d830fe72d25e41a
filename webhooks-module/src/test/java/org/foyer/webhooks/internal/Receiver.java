package org.foyer.webhooks.internal;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The other side: answers each path as the path says, and keeps what it was sent. */
final class Receiver implements AutoCloseable {
    /** What came. */
    record Received(String path, String id, long timestamp, String signature, String body) {}

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<Received> received = new CopyOnWriteArrayList<>();
    private volatile String retryAfter = "0";
    private volatile int status = 200;

    Receiver() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    /** An address that behaves like this: answer, hang, reset, drip, huge, redirect, echo. */
    String url(String behaviour) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/" + behaviour;
    }

    void answers(int with) {
        status = with;
    }

    void asksToWait(String header) {
        retryAfter = header;
    }

    List<Received> received() {
        return received;
    }

    private void answer(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        received.add(new Received(
                exchange.getRequestURI().getPath(),
                headers.getFirst("webhook-id"),
                Long.parseLong(headers.getFirst("webhook-timestamp")),
                headers.getFirst("webhook-signature"),
                body));
        try (exchange) {
            switch (exchange.getRequestURI().getPath()) {
                case "/hang" -> threads.awaitTermination(20, java.util.concurrent.TimeUnit.SECONDS);
                case "/reset" -> {
                    // closed without an answer
                }
                case "/drip" -> {
                    exchange.sendResponseHeaders(200, 0);
                    for (int i = 0; i < 200 && !threads.isShutdown(); i++) {
                        exchange.getResponseBody().write('x');
                        exchange.getResponseBody().flush();
                        threads.awaitTermination(50, java.util.concurrent.TimeUnit.MILLISECONDS);
                    }
                }
                case "/huge" -> {
                    exchange.sendResponseHeaders(200, 0);
                    while (!threads.isShutdown()) {
                        exchange.getResponseBody().write(new byte[65_536]);
                    }
                }
                case "/redirect" -> {
                    exchange.getResponseHeaders().set("Location", url("answer"));
                    exchange.sendResponseHeaders(307, -1);
                }
                case "/echo" -> {
                    var echo = (headers.getFirst("webhook-signature") + body).getBytes(StandardCharsets.UTF_8);
                    exchange.getResponseHeaders().set("Set-Cookie", "session=secret");
                    exchange.sendResponseHeaders(200, echo.length);
                    exchange.getResponseBody().write(echo);
                }
                default -> {
                    exchange.getResponseHeaders().set("Retry-After", retryAfter);
                    exchange.sendResponseHeaders(status, -1);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
