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
import org.foyer.api.problem.ExceptionMapping;
import org.foyer.platform.json.Json;

/**
 * Writes a turn as server-sent events: for each message that answers the visitor its text piece by piece ({@code token}),
 * then the whole message, then the form if it has one; {@code done} at the end.
 *
 * <p>A turn that is there already was committed before the first event, so a stream that is cut loses nothing: a repeat with
 * the same Idempotency-Key brings it again. A turn under way is told while it is thought out and goes on to its commit
 * though the visitor be gone; what went wrong then is an {@code error}. Its tokens are a preview. Where the message that
 * comes in the end says something else, no more are sent: it takes their place.
 */
@Provider
@Produces(MediaType.SERVER_SENT_EVENTS)
public class TurnStream implements MessageBodyWriter<Object> {
    /**
     * A comment. Jersey holds the first 8 KiB of a response back, whatever is flushed, to find out its length: with these
     * it gives up, and each token is on its way at once.
     */
    private static final byte[] OPENING = (":" + " ".repeat(8192) + "\n\n").getBytes(StandardCharsets.US_ASCII);

    private static final Pattern WORD = Pattern.compile("\\s*\\S+\\s*");

    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == Turn.class || type == RawJson.class || type == TurnUnderWay.class;
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
        if (entity instanceof TurnUnderWay underWay) {
            out.write(OPENING);
            out.flush();
            var preview = new Preview(out);
            Object finished;
            try {
                finished = underWay.finish(preview::tell);
            } catch (RuntimeException e) {
                event(out, "error", Map.of("problem", ExceptionMapping.problemOf(e)));
                return;
            }
            write(finished, preview.told(), out);
        } else {
            write(entity, "", out);
        }
    }

    private static void write(Object entity, String told, OutputStream out) throws IOException {
        var turn = entity instanceof RawJson kept ? Json.read(kept.text(), Turn.class) : (Turn) entity;
        for (var message : turn.messages()) {
            if (!message.author().equals("visitor")) {
                write(message, told, out);
            }
        }
        event(out, "done", Map.of());
    }

    private static void write(MessageResponse message, String told, OutputStream out) throws IOException {
        for (var part : message.parts()) {
            if (part.text() != null && part.type().equals("text")) {
                var words = WORD.matcher(untold(part.text(), told));
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

    private static String untold(String text, String told) {
        return text.startsWith(told) ? text.substring(told.length()) : "";
    }

    private static void event(OutputStream out, String name, Object data) throws IOException {
        out.write(("event: " + name + "\ndata: " + Json.write(data) + "\n\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    /** Tells a text as it comes, for as long as there is somebody to hear it. */
    private static final class Preview {
        private final OutputStream out;
        private final StringBuilder told = new StringBuilder();
        private boolean gone;

        Preview(OutputStream out) {
            this.out = out;
        }

        void tell(String piece) {
            told.append(piece);
            if (gone) {
                return;
            }
            try {
                event(out, "token", Map.of("text", piece));
            } catch (IOException e) {
                gone = true;
            }
        }

        String told() {
            return told.toString();
        }
    }
}
