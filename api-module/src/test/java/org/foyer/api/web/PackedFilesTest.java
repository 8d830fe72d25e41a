package org.foyer.api.web;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;

class PackedFilesTest {
    private static final String SCRIPT = "/widget/chat.js";
    private static final String CONTENT = "const greeting = 'Grüß Gott';\n".repeat(50);

    private final PackedFiles files = new PackedFiles();
    private final Map<String, Object> answered = new HashMap<>();
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    @Test
    void sendsAFileGzippedToWhoTakesThat() throws IOException {
        assertThat(ask(SCRIPT, Map.of("Accept-Encoding", "br, gzip"))).isTrue();
        assertThat(answered)
                .containsEntry("Content-Encoding", "gzip")
                .containsEntry("Content-Type", "text/javascript")
                .containsEntry("Content-Length", body.size())
                .containsEntry("Vary", "Accept-Encoding");
        assertThat(body.size()).isLessThan(CONTENT.length() / 4);
        try (var plain = new GZIPInputStream(new ByteArrayInputStream(body.toByteArray()))) {
            assertThat(new String(plain.readAllBytes(), StandardCharsets.UTF_8)).isEqualTo(CONTENT);
        }
    }

    @Test
    void saysThatNothingHasChangedToWhoHasTheFile() throws IOException {
        ask(SCRIPT, Map.of("Accept-Encoding", "gzip"));
        var tag = String.valueOf(answered.get("ETag"));
        body.reset();
        assertThat(ask(SCRIPT, Map.of("Accept-Encoding", "gzip", "If-None-Match", tag)))
                .isTrue();
        assertThat(answered).containsEntry("Status", 304);
        assertThat(body.size()).isZero();
    }

    @Test
    void leavesEverythingElseToTheContainer() throws IOException {
        assertThat(ask(SCRIPT, Map.of())).isFalse();
        assertThat(ask(SCRIPT, Map.of("Accept-Encoding", "identity"))).isFalse();
        assertThat(ask("/widget/none.js", Map.of("Accept-Encoding", "gzip"))).isFalse();
        assertThat(answered).containsEntry("Vary", "Accept-Encoding").doesNotContainKeys("Content-Encoding", "Status");
        assertThat(body.size()).isZero();
    }

    private boolean ask(String path, Map<String, String> headers) throws IOException {
        var context = fake(ServletContext.class, (method, arguments) -> switch (method) {
            case "getMimeType" -> "text/javascript";
            case "getResourceAsStream" ->
                arguments[0].equals(SCRIPT) ? new ByteArrayInputStream(CONTENT.getBytes(StandardCharsets.UTF_8)) : null;
            default -> throw new UnsupportedOperationException(method);
        });
        var request = fake(HttpServletRequest.class, (method, arguments) -> switch (method) {
            case "getHeader" -> headers.get(arguments[0].toString());
            case "getMethod" -> "GET";
            case "getServletPath" -> path;
            case "getServletContext" -> context;
            default -> throw new UnsupportedOperationException(method);
        });
        var response = fake(HttpServletResponse.class, (method, arguments) -> switch (method) {
            case "setHeader" -> answered.put(arguments[0].toString(), arguments[1]);
            case "setContentType" -> answered.put("Content-Type", arguments[0]);
            case "setContentLength" -> answered.put("Content-Length", arguments[0]);
            case "setStatus" -> answered.put("Status", arguments[0]);
            case "getOutputStream" -> new Output(body);
            default -> throw new UnsupportedOperationException(method);
        });
        return files.send(request, response);
    }

    /** An object of which only what the answers know can be called. */
    private static <T> T fake(Class<T> type, BiFunction<String, Object[], Object> answers) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> {
                    var answer = answers.apply(method.getName(), arguments);
                    return method.getReturnType() == void.class ? null : answer;
                }));
    }

    private static final class Output extends ServletOutputStream {
        private final ByteArrayOutputStream body;

        Output(ByteArrayOutputStream body) {
            this.body = body;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void write(int one) {
            body.write(one);
        }
    }
}
