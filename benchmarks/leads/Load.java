import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;

/**
 * Submits lead forms through the visitor API of a Foyer on 127.0.0.1: {@code java Load.java PORT AGENT FORMS CONNECTIONS RATE}.
 * It begins a conversation and asks for the form FORMS times and prints {@code asked}; told by a line to go on, it submits
 * them, as fast as CONNECTIONS allow or, where RATE is not 0, at so many a second, and prints
 * {@code forms seconds per_second p50_ms p99_ms max_ms errors}. At a rate, time counts from when a form should have been sent,
 * so that waiting for a free connection counts too. With {@code flowise} for AGENT the leads go to Flowise's
 * {@code POST /api/v1/leads}, where nothing has to be asked for before.
 */
public class Load {
    /** A form to submit; without a token it is one of Flowise's. */
    record Form(String id, String token) {}

    private static final String FLOW = UUID.randomUUID().toString();

    private static int port;

    public static void main(String[] arguments) throws Exception {
        port = Integer.parseInt(arguments[0]);
        var agent = arguments[1];
        var forms = Integer.parseInt(arguments[2]);
        var connections = Integer.parseInt(arguments[3]);
        var rate = Double.parseDouble(arguments[4]);
        if (forms < 1 || forms > 200_000 || connections < 1 || connections > 256) {
            throw new IllegalArgumentException("1 to 200000 forms, 1 to 256 connections");
        }
        var ready = new ConcurrentLinkedQueue<Form>();
        var left = new AtomicInteger(forms);
        parallel(connections, connection -> {
            while (left.getAndDecrement() > 0) {
                ready.add(ask(connection, agent));
            }
        });
        System.out.println("asked");
        System.in.read(); // whoever measures says when
        var errors = new AtomicInteger();
        var number = new AtomicInteger();
        var millis = new double[forms];
        var begun = System.nanoTime();
        parallel(connections, connection -> {
            for (var form = ready.poll(); form != null; form = ready.poll()) {
                var mine = number.getAndIncrement();
                var due = rate == 0 ? System.nanoTime() : begun + (long) (mine / rate * 1e9);
                while (System.nanoTime() < due) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                var status = submit(connection, form);
                millis[mine] = (System.nanoTime() - due) / 1e6;
                if (status != (form.token == null ? 200 : 201)) {
                    errors.incrementAndGet();
                }
            }
        });
        var seconds = (System.nanoTime() - begun) / 1e9;
        Arrays.sort(millis);
        System.out.printf(
                "%d %.2f %.1f %.2f %.2f %.2f %d%n",
                forms,
                seconds,
                forms / seconds,
                millis[forms / 2],
                millis[Math.min(forms - 1, (int) (forms * 0.99))],
                millis[forms - 1],
                errors.get());
    }

    private static int submit(Connection connection, Form form) throws IOException {
        var person = "\"name\":\"Ana Lima\",\"email\":\"" + form.id + "@example.com\"";
        return form.token == null
                ? connection.post(
                        "/api/v1/leads",
                        null,
                        "{\"chatflowid\":\"" + FLOW + "\",\"chatId\":\"" + form.id + "\",\"phone\":\"\"," + person + "}")
                : connection.post(
                        "/api/widget/v1/lead-forms/" + form.id + "/submission",
                        form.token,
                        "{\"fields\":{" + person + "}}");
    }

    private static Form ask(Connection connection, String agent) throws IOException {
        if (agent.equals("flowise")) {
            return new Form(UUID.randomUUID().toString(), null);
        }
        require(connection.post("/api/widget/v1/agents/" + agent + "/conversations", null, "{}"), connection);
        var conversation = found("\"id\":\"([^\"]+)\"", connection.body);
        var token = found("\"token\":\"([^\"]+)\"", connection.body);
        require(
                connection.post(
                        "/api/widget/v1/conversations/" + conversation + "/messages",
                        token,
                        "{\"text\":\"Can someone call me back?\"}"),
                connection);
        return new Form(found("\"type\":\"lead_form\",\"form\":\\{\"id\":\"([^\"]+)\"", connection.body), token);
    }

    private static void require(int status, Connection connection) {
        if (status != 200 && status != 201) {
            throw new IllegalStateException(status + " " + connection.body);
        }
    }

    private static String found(String pattern, String text) {
        var matcher = Pattern.compile(pattern).matcher(text);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in " + text);
        }
        return matcher.group(1);
    }

    interface Work {
        void on(Connection connection) throws IOException;
    }

    private static void parallel(int connections, Work work) throws InterruptedException {
        var threads = new ArrayList<Thread>();
        var failures = new ConcurrentLinkedQueue<Throwable>();
        for (int i = 0; i < connections; i++) {
            var thread = new Thread(() -> {
                try (var connection = new Connection()) {
                    work.on(connection);
                } catch (Throwable e) {
                    failures.add(e);
                }
            });
            thread.start();
            threads.add(thread);
        }
        for (var thread : threads) {
            thread.join();
        }
        if (!failures.isEmpty()) {
            throw new IllegalStateException(failures.peek());
        }
    }

    /** One kept-alive connection, opened anew when the server says that it closes it, as it does after some requests. */
    static final class Connection implements AutoCloseable {
        private Socket socket;
        private InputStream in;
        private boolean closing;
        String body = "";

        Connection() throws IOException {
            open();
        }

        private void open() throws IOException {
            socket = new Socket(InetAddress.getLoopbackAddress(), port);
            socket.setTcpNoDelay(true);
            in = new BufferedInputStream(socket.getInputStream());
            closing = false;
        }

        int post(String path, String token, String json) throws IOException {
            var request = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAccept: application/json\r\n"
                    + (token == null ? "" : "Authorization: Bearer " + token + "\r\n")
                    + "Content-Length: " + json.length() + "\r\n\r\n" + json;
            if (closing) {
                socket.close();
                open();
            }
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            var status = Integer.parseInt(line().split(" ")[1]);
            var length = -1;
            var chunked = false;
            for (var line = line(); !line.isEmpty(); line = line()) {
                var lower = line.toLowerCase();
                if (lower.startsWith("content-length:")) {
                    length = Integer.parseInt(lower.substring(15).strip());
                }
                closing |= lower.startsWith("connection:") && lower.contains("close");
                chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
            }
            body = new String(chunked ? chunks() : in.readNBytes(Math.max(0, length)), StandardCharsets.UTF_8);
            return status;
        }

        private byte[] chunks() throws IOException {
            List<byte[]> parts = new ArrayList<>();
            var total = 0;
            for (var length = Integer.parseInt(line(), 16); length > 0; length = Integer.parseInt(line(), 16)) {
                parts.add(in.readNBytes(length));
                total += length;
                line();
            }
            line();
            var all = new byte[total];
            var at = 0;
            for (var part : parts) {
                System.arraycopy(part, 0, all, at, part.length);
                at += part.length;
            }
            return all;
        }

        private String line() throws IOException {
            var text = new StringBuilder();
            for (int next = in.read(); next != '\n'; next = in.read()) {
                if (next < 0) {
                    throw new IOException("the connection was closed");
                }
                if (next != '\r') {
                    text.append((char) next);
                }
            }
            return text.toString();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}
