package org.foyer.api.json;

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
import org.foyer.platform.json.Json;
import org.foyer.platform.table.SpooledFile;

/** Writes responses with the one JSON mapper; JSON that is text already goes out as it is. */
@Provider
@Produces({MediaType.APPLICATION_JSON, "application/problem+json"})
public class JsonWriter implements MessageBodyWriter<Object> {
    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        // a file has a sender of its own, whatever the client accepts
        return type != SpooledFile.class;
    }

    @Override
    public void writeTo(
            Object entity,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream stream)
            throws IOException {
        stream.write(
                entity instanceof RawJson raw
                        ? raw.text().getBytes(StandardCharsets.UTF_8)
                        : Json.mapper().writeValueAsBytes(entity));
    }
}
