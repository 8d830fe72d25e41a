package org.foyer.api.export;

import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyWriter;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.file.Files;
import org.foyer.platform.table.SpooledFile;

/** Sends a whole file with its length and digest, so that a cut is visible to the receiver, and removes it. */
@Provider
public class SpooledFileSender implements MessageBodyWriter<SpooledFile> {
    @Override
    public boolean isWriteable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == SpooledFile.class;
    }

    @Override
    public void writeTo(
            SpooledFile file,
            Class<?> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, Object> headers,
            OutputStream out)
            throws IOException {
        try {
            headers.putSingle(HttpHeaders.CONTENT_TYPE, file.mediaType());
            headers.putSingle(HttpHeaders.CONTENT_LENGTH, file.size());
            headers.putSingle("Content-Digest", "sha-256=:" + file.sha256() + ":");
            headers.putSingle(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + file.name() + "\"");
            Files.copy(file.path(), out);
        } finally {
            file.remove();
        }
    }
}
