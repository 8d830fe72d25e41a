package org.foyer.api.upload;

import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.ext.MessageBodyReader;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import org.foyer.api.problem.ProblemException;
import org.foyer.api.problem.ProblemType;
import org.foyer.contracts.contacts.Imports;
import org.foyer.contracts.refusal.Refusal;

/** Takes in a form with a file: the file goes to the disk as it comes. */
@Provider
@Consumes(MediaType.MULTIPART_FORM_DATA)
public class UploadReader implements MessageBodyReader<Upload> {
    static final String TO_DELETE = UploadReader.class.getName();

    private static final String FILE = "file";
    private static final int MAX_FIELDS = 20;
    private static final int MAX_FIELD_BYTES = 128 * 1024;

    @Inject
    private Imports imports;

    @Inject
    private HttpServletRequest request;

    @Override
    public boolean isReadable(Class<?> type, Type genericType, Annotation[] annotations, MediaType mediaType) {
        return type == Upload.class;
    }

    @Override
    public Upload readFrom(
            Class<Upload> type,
            Type genericType,
            Annotation[] annotations,
            MediaType mediaType,
            MultivaluedMap<String, String> headers,
            InputStream stream)
            throws IOException {
        var boundary = mediaType.getParameters().get("boundary");
        if (boundary == null || boundary.isEmpty() || boundary.length() > 70) {
            throw new ProblemException(ProblemType.MALFORMED_REQUEST, "The Content-Type has no boundary.");
        }
        return read(new Multipart(stream, boundary));
    }

    private Upload read(Multipart multipart) throws IOException {
        var digest = sha256();
        Map<String, String> fields = new LinkedHashMap<>();
        Upload.StoredFile file = null;
        for (var part = multipart.next(); part != null; part = multipart.next()) {
            digest.update(("\n" + part.name() + "\n").getBytes(StandardCharsets.UTF_8));
            if (part.name().equals(FILE) ? file != null : fields.containsKey(part.name())) {
                throw Refusal.invalid("/" + part.name(), "is there twice");
            }
            if (part.name().equals(FILE)) {
                file = store(part, digest);
            } else if (fields.size() < MAX_FIELDS) {
                var bytes = part.content().readNBytes(MAX_FIELD_BYTES + 1);
                digest.update(bytes);
                fields.put(part.name(), text(part.name(), bytes));
            } else {
                throw Refusal.invalid("", "has too many parts");
            }
        }
        return new Upload(fields, file, HexFormat.of().formatHex(digest.digest()));
    }

    private Upload.StoredFile store(Multipart.Part part, MessageDigest digest) throws IOException {
        Path place = imports.placeForUpload();
        request.setAttribute(TO_DELETE, place);
        try (var out = new DigestOutputStream(Files.newOutputStream(place), digest)) {
            part.content().transferTo(out);
        }
        var name = part.fileName() == null ? "" : part.fileName();
        return new Upload.StoredFile(place, name, Files.size(place));
    }

    private static String text(String name, byte[] bytes) {
        if (bytes.length > MAX_FIELD_BYTES) {
            throw Refusal.invalid("/" + name, "must have at most " + MAX_FIELD_BYTES / 1024 + " KiB");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw Refusal.invalid("/" + name, "must be UTF-8");
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Deletes what nobody took over. */
    static void discard(Object path) {
        try {
            Files.deleteIfExists((Path) path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
