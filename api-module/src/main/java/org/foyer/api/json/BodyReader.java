package org.foyer.api.json;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.foyer.api.problem.ProblemException;
import org.foyer.api.problem.ProblemType;
import org.foyer.platform.json.Json;
import org.foyer.platform.secret.Secrets;

/** Reads request bodies strictly: exactly one JSON object in valid UTF-8, no duplicate names, nothing after it. */
@Provider
@Consumes(MediaType.WILDCARD) // an empty body has no media type; resources say that they take JSON
public class BodyReader implements MessageBodyReader<Body> {
    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == Body.class;
    }

    @Override
    public Body readFrom(
            Class<Body> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream stream)
            throws IOException {
        return read(stream);
    }

    static Body read(InputStream stream) throws IOException {
        var bytes = stream.readAllBytes();
        var hash = Secrets.sha256(bytes);
        if (bytes.length == 0) {
            return new Body(Map.of(), hash);
        }
        try {
            // decoded by hand: Jackson would also take UTF-16 and UTF-32
            var text = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return new Body(Json.readObject(text.toString()), hash);
        } catch (CharacterCodingException e) {
            throw new ProblemException(ProblemType.MALFORMED_JSON, "The body is not valid UTF-8.");
        } catch (IOException e) {
            throw new ProblemException(
                    ProblemType.MALFORMED_JSON,
                    "The body must be exactly one well-formed JSON object without duplicate names.");
        }
    }
}
