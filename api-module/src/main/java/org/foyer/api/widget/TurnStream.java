package org.foyer.api.widget;

import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;
import org.foyer.api.json.MessageResponse;
import org.foyer.api.json.RawJson;
import org.foyer.platform.json.Json;

/**
 * Writes a turn as server-sent events: for each message that answers the visitor its text word by word ({@code token}),
 * then the whole message, then the form if it has one; {@code done} at the end. The turn is committed before the first
 * event, so a stream that is cut loses nothing: a repeat with the same Idempotency-Key brings it again.
 */
@Provider
@Produces(MediaType.SERVER_SENT_EVENTS)
public class TurnStream implements MessageBodyWriter<Object> {
    private static final Pattern WORD = Pattern.compile("\\s*\\S+\\s*");

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == Turn.class || type == RawJson.class;
    }

    @Override
    public void writeTo(
            Object entity,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        var turn = entity instanceof RawJson kept ? Json.read(kept.text(), Turn.class) : (Turn) entity;
        for (var message : turn.messages()) {
            if (!message.author().equals("visitor")) {
                write(message, out);
            }
        }
        event(out, "done", Map.of());
    }

    private static void write(MessageResponse message, OutputStream out) throws IOException {
        for (var part : message.parts()) {
            if (part.text() != null && part.type().equals("text")) {
                var words = WORD.matcher(part.text());
                while (words.find()) {
                    event(out, "token", Map.of("text", words.group()));
                }
            }
        }
        event(out, "message", Map.of("message", message));
        for (var part : message.parts()) {
            if (part.form() != null) {
                event(out, "lead_form", Map.of("form", part.form()));
            }
        }
    }

    private static void event(OutputStream out, String name, Object data) throws IOException {
        out.write(("event: " + name + "\ndata: " + Json.write(data) + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }
}
