package org.foyer.api.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Sends files of the archive gzipped, to whom takes that. Each is compressed once and kept, so this is for the few small
 * ones that many pages ask for; the container itself does not compress unless its operator says so.
 */
final class PackedFiles {
    private static final class File {
        private final byte[] bytes;
        private final String tag;

        File(byte[] bytes) {
            var sum = new CRC32();
            sum.update(bytes);
            this.bytes = bytes;
            this.tag = "\"gz-" + Long.toHexString(sum.getValue()) + "-" + bytes.length + "\"";
        }
    }

    private final Map<String, File> files = new ConcurrentHashMap<>();

    /** Answers the request if it asks for such a file. */
    boolean send(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setHeader("Vary", "Accept-Encoding");
        var encodings = request.getHeader("Accept-Encoding");
        var type = request.getServletContext().getMimeType(request.getServletPath());
        if (!request.getMethod().equals("GET") || encodings == null || !encodings.contains("gzip") || type == null) {
            return false;
        }
        var file = find(request);
        if (file == null) {
            return false;
        }
        response.setHeader("ETag", file.tag);
        if (file.tag.equals(request.getHeader("If-None-Match"))) {
            response.setStatus(HttpServletResponse.SC_NOT_MODIFIED);
            return true;
        }
        response.setHeader("Content-Encoding", "gzip");
        response.setContentType(type);
        response.setContentLength(file.bytes.length);
        response.getOutputStream().write(file.bytes);
        return true;
    }

    private @Nullable File find(HttpServletRequest request) throws IOException {
        var path = request.getServletPath();
        var known = files.get(path);
        if (known != null) {
            return known;
        }
        try (var in = request.getServletContext().getResourceAsStream(path)) {
            if (in == null) {
                return null;
            }
            var file = new File(packed(in.readAllBytes()));
            files.put(path, file);
            return file;
        }
    }

    private static byte[] packed(byte[] bytes) throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new BestGzip(packed)) {
            gzip.write(bytes);
        }
        return packed.toByteArray();
    }

    private static final class BestGzip extends GZIPOutputStream {
        BestGzip(ByteArrayOutputStream out) throws IOException {
            super(out);
            def.setLevel(Deflater.BEST_COMPRESSION);
        }
    }
}
