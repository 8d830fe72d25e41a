package org.foyer.acceptance;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** A client of a live stream, on a bare socket so that it can be cut off or stop reading as real ones do. */
final class Listening implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Socket socket;
    private final BufferedReader reader;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private volatile String lastId;
    private volatile boolean ended;
    private final AtomicInteger heartbeats = new AtomicInteger();

    /** One event as it came. */
    record Event(String id, String name, JsonNode data) {}

    private Listening(Socket socket, BufferedReader reader, String lastId) {
        this.socket = socket;
        this.reader = reader;
        this.lastId = lastId;
    }

    /** Opens a stream without reading from it. */
    static Listening mute(URI url, String path, Map<String, String> headers) {
        try {
            var socket = new Socket();
            // little fits on the way, so that a reader who is slow is soon known to be
            socket.setReceiveBufferSize(8192);
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), url.getPort()));
            socket.setSoTimeout(60_000);
            var request = new StringBuilder("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + url.getPort()
                    + "\r\nAccept: text/event-stream\r\n");
            headers.forEach((name, value) -> request.append(name + ": " + value + "\r\n"));
            socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
            var reader = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            return new Listening(socket, reader, headers.get("Last-Event-ID"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Opens a stream and waits for its first line, so that whatever happens from now on must come. */
    static Listening to(URI url, String path, Map<String, String> headers) {
        var listening = mute(url, path, headers);
        listening.awaitHead();
        var thread = new Thread(listening::readOn, "listening");
        thread.setDaemon(true);
        thread.start();
        return listening;
    }

    /** Reads the answer's head and the place where the stream begins. */
    Listening awaitHead() {
        try {
            var status = reader.readLine();
            if (status == null || !status.startsWith("HTTP/1.1 200")) {
                throw new AssertionError("no stream: " + status);
            }
            String line;
            do {
                line = reader.readLine();
                remember(line);
            } while (line != null && !line.startsWith("id: "));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Reads until a line holds this text. */
    void awaitText(String text) {
        try {
            for (var line = reader.readLine(); line == null || !line.contains(text); line = reader.readLine()) {
                if (line == null) {
                    throw new AssertionError("the stream ended before " + text);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String remember(String line) {
        if (line != null && line.startsWith("id: ")) {
            lastId = line.substring(4);
        }
        return line;
    }

    // chunk lengths stand on lines of their own and mean nothing to anybody here
    private void readOn() {
        try {
            String id = lastId;
            String name = "";
            // a chunk of length 0 ends the answer, while the connection may stay
            for (var line = reader.readLine(); line != null && !line.equals("0"); line = reader.readLine()) {
                if (line.startsWith("id: ")) {
                    id = line.substring(4);
                } else if (line.startsWith("event: ")) {
                    name = line.substring(7);
                } else if (line.startsWith("data: ")) {
                    var data = JSON.readTree(line.substring(6));
                    events.add(new Event(id, name, data));
                    lastId = id;
                } else if (line.startsWith(":")) {
                    heartbeats.incrementAndGet();
                }
            }
        } catch (IOException e) {
            // cut off
        }
        ended = true;
    }

    List<Event> events() {
        return events;
    }

    List<String> names() {
        return events.stream().map(Event::name).toList();
    }

    /** Where it would resume. */
    String lastId() {
        return lastId;
    }

    int heartbeats() {
        return heartbeats.get();
    }

    boolean hasEnded() {
        return ended;
    }

    /** Reads what is left until the server ends the stream. */
    Listening readToTheEnd() {
        readOn();
        return this;
    }

    /** Cuts the connection. */
    @Override
    public void close() {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
