package org.foyer.acceptance;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** A company's own web site: pages of an origin that is not Foyer's. */
final class Site implements AutoCloseable {
    private final Map<String, Page> pages = new ConcurrentHashMap<>();
    private final HttpServer server;

    private record Page(String html, String policy) {}

    private Site(HttpServer server) {
        this.server = server;
        server.createContext("/", exchange -> {
            try (exchange) {
                var page = pages.get(exchange.getRequestURI().getPath());
                if (page == null) {
                    exchange.sendResponseHeaders(204, -1);
                    return;
                }
                var body = page.html().getBytes(StandardCharsets.UTF_8);
                exchange.getResponseHeaders().set("Content-Type", "text/html; charset=utf-8");
                if (!page.policy().isEmpty()) {
                    exchange.getResponseHeaders().set("Content-Security-Policy", page.policy());
                }
                exchange.sendResponseHeaders(200, body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
    }

    static Site open() {
        try {
            return new Site(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String origin() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Puts a page there; its address. */
    String page(String path, String body) {
        return page(path, "", "lang=\"en\"", body);
    }

    /** Puts a page there that is under a content security policy; its address. */
    String page(String path, String policy, String language, String body) {
        pages.put(
                path,
                new Page(
                        "<!doctype html><html " + language + "><head><meta charset=\"utf-8\"><title>A page</title>"
                                + "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"></head>"
                                + "<body><main><h1>A page</h1>" + body + "</main></body></html>",
                        policy));
        return origin() + path;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
