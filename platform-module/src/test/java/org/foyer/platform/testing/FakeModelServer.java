package org.foyer.platform.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/**
 * A server on 127.0.0.1 that speaks OpenAI's chat completions as a stream, and can be told to do so badly. It keeps what it
 * was asked.
 */
public final class FakeModelServer implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch closing = new CountDownLatch(1);
    private final List<Asked> asked = new CopyOnWriteArrayList<>();
    private volatile Behaviour behaviour = says("Hello.");

    /** A request as it arrived. */
    public record Asked(String path, Map<String, List<String>> headers, JsonNode body) {
        /** The text of the messages of a role, in order. */
        public List<String> texts(String role) {
            var texts = new CopyOnWriteArrayList<String>();
            for (var message : body.path("messages")) {
                if (message.path("role").asText().equals(role)) {
                    texts.add(message.path("content").asText());
                }
            }
            return texts;
        }

        public boolean hasHeader(String name) {
            return headers.keySet().stream().anyMatch(name::equalsIgnoreCase);
        }
    }

    /** What becomes of a request. */
    @FunctionalInterface
    public interface Behaviour {
        void answer(HttpExchange exchange, FakeModelServer server) throws IOException, InterruptedException;
    }

    private FakeModelServer(HttpServer server) {
        this.server = server;
    }

    public static FakeModelServer start() {
        try {
            var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var fake = new FakeModelServer(http);
            http.createContext("/", fake::take);
            http.setExecutor(fake.threads);
            http.start();
            return fake;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public String baseUrl() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
    }

    /** From now on, whatever is asked. */
    public void does(Behaviour every) {
        behaviour = every;
    }

    public List<Asked> asked() {
        return asked;
    }

    public Asked lastAsked() {
        return asked.get(asked.size() - 1);
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            asked.add(new Asked(
                    exchange.getRequestURI().getPath(),
                    Map.copyOf(exchange.getRequestHeaders()),
                    JSON.readTree(exchange.getRequestBody())));
            behaviour.answer(exchange, this);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Says these pieces, one chunk each, and stops. */
    public static Behaviour says(String... pieces) {
        return (exchange, server) -> {
            try (var out = stream(exchange)) {
                text(out, pieces);
                end(out, "stop");
            }
        };
    }

    /** Says these pieces, if any, and calls a tool. */
    public static Behaviour calls(String tool, String... pieces) {
        return (exchange, server) -> {
            try (var out = stream(exchange)) {
                text(out, pieces);
                chunk(
                        out,
                        "{\"tool_calls\":[{\"index\":0,\"id\":\"call_1\",\"type\":\"function\",\"function\":{\"name\":"
                                + quoted(tool) + ",\"arguments\":\"\"}}]}",
                        null);
                chunk(out, "{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{}\"}}]}", null);
                end(out, "tool_calls");
            }
        };
    }

    /** Says these pieces and then nothing, with the connection open. */
    public static Behaviour stalls(String... pieces) {
        return (exchange, server) -> {
            try (var out = stream(exchange)) {
                text(out, pieces);
                server.waitForTheEnd();
            }
        };
    }

    /** Takes the request and answers nothing at all. */
    public static Behaviour hangs() {
        return (exchange, server) -> server.waitForTheEnd();
    }

    /** Says these pieces and ends the response as if that were all. */
    public static Behaviour cutsOff(String... pieces) {
        return (exchange, server) -> {
            try (var out = stream(exchange)) {
                text(out, pieces);
            }
        };
    }

    /** Says these pieces and drops the connection in the middle of the response. */
    public static Behaviour breaks(String... pieces) {
        return (exchange, server) -> {
            exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
            exchange.sendResponseHeaders(200, 100_000);
            text(exchange.getResponseBody(), pieces);
        };
    }

    /** Answers events that are no completion. */
    public static Behaviour garbage() {
        return raw(200, "text/event-stream", "data: {\"choices\":[{\"delta\":{\"content\":\n\ndata: <html>\n\n");
    }

    /** Ends with nothing said. */
    public static Behaviour saysNothing() {
        return says();
    }

    /** Ends for the reason that a filter of the provider stepped in. */
    public static Behaviour declines() {
        return (exchange, server) -> {
            try (var out = stream(exchange)) {
                text(out, "I");
                end(out, "content_filter");
            }
        };
    }

    public static Behaviour status(int status) {
        return raw(status, "application/json", "{\"error\":{\"message\":\"secret details of " + status + "\"}}");
    }

    public static Behaviour raw(int status, String type, String body) {
        return (exchange, server) -> {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", type);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
        };
    }

    /** Sends elsewhere. */
    public static Behaviour redirects(String location) {
        return (exchange, server) -> {
            exchange.getResponseHeaders().set("Location", location);
            exchange.sendResponseHeaders(307, -1);
        };
    }

    /** Does something first. */
    public static Behaviour after(Runnable first, Behaviour then) {
        return (exchange, server) -> {
            first.run();
            then.answer(exchange, server);
        };
    }

    private void waitForTheEnd() throws InterruptedException {
        closing.await(60, TimeUnit.SECONDS);
    }

    private static OutputStream stream(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
        exchange.sendResponseHeaders(200, 0);
        return exchange.getResponseBody();
    }

    private static void text(OutputStream out, String... pieces) throws IOException {
        chunk(out, "{\"role\":\"assistant\",\"content\":\"\"}", null);
        for (var piece : pieces) {
            chunk(out, "{\"content\":" + quoted(piece) + "}", null);
        }
    }

    private static void end(OutputStream out, String reason) throws IOException {
        chunk(out, "{}", reason);
        out.write("data: [DONE]\n\n".getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static void chunk(OutputStream out, String delta, String reason) throws IOException {
        out.write(("data: {\"id\":\"c1\",\"object\":\"chat.completion.chunk\",\"created\":1,\"model\":\"fake\","
                        + "\"choices\":[{\"index\":0,\"delta\":" + delta + ",\"finish_reason\":"
                        + (reason == null ? "null" : quoted(reason)) + "}]}\n\n")
                .getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    private static String quoted(String text) throws IOException {
        return JSON.writeValueAsString(text);
    }

    @Override
    public void close() {
        closing.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
