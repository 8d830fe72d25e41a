package org.foyer.api.upload;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.foyer.api.problem.ProblemException;
import org.foyer.api.problem.ProblemType;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code multipart/form-data} (RFC 7578) as it comes, one part after the other, holding nothing but a buffer. The
 * server's own readers keep whole parts in memory or in temporary files first.
 */
final class Multipart {
    private static final int BUFFER = 64 * 1024;
    private static final int MAX_HEADERS = 8 * 1024;
    private static final Pattern NAME =
            Pattern.compile("[;\\s]name=(?:\"([^\"]*)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);
    private static final Pattern FILE_NAME =
            Pattern.compile("[;\\s]filename=(?:\"([^\"]*)\"|([^;\\s]+))", Pattern.CASE_INSENSITIVE);

    private final InputStream in;
    private final byte[] delimiter;
    private final byte[] buffer = new byte[BUFFER];
    private int from;
    private int to;
    /** Up to here the buffer surely belongs to the present part. */
    private int known;

    private boolean atDelimiter;
    private boolean ended;

    /** @param boundary as the Content-Type header has it */
    Multipart(InputStream in, String boundary) {
        this.in = in;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.ISO_8859_1);
        // the first delimiter may stand at the very beginning
        buffer[to++] = '\r';
        buffer[to++] = '\n';
    }

    /** A part: a field of the form, or a file. */
    record Part(String name, @Nullable String fileName, InputStream content) {}

    /** The next part, what is left of the one before skipped; null after the last. */
    @Nullable Part next() throws IOException {
        if (ended) {
            return null;
        }
        new Content().skipToEnd();
        from += delimiter.length;
        atDelimiter = false;
        known = from;
        if (peek() == '-') {
            ended = true;
            return null;
        }
        expectLineBreak();
        return part(headers());
    }

    private Part part(String headers) {
        String disposition = "";
        for (var line : headers.split("\r\n", -1)) {
            if (line.regionMatches(true, 0, "Content-Disposition:", 0, 20)) {
                disposition = line;
            }
        }
        var name = find(NAME, disposition);
        if (name == null) {
            throw malformed("A part has no name in its Content-Disposition header.");
        }
        return new Part(name, find(FILE_NAME, disposition), new Content());
    }

    private static @Nullable String find(Pattern pattern, String header) {
        var found = pattern.matcher(header);
        if (!found.find()) {
            return null;
        }
        var text = found.group(1) == null ? found.group(2) : found.group(1);
        // as browsers escape them
        return text.replace("%22", "\"").replace("%0D", "").replace("%0A", "");
    }

    private String headers() throws IOException {
        var bytes = new byte[MAX_HEADERS];
        for (int length = 0; length < MAX_HEADERS; length++) {
            bytes[length] = one();
            if (length == 1 && bytes[0] == '\r' && bytes[1] == '\n') {
                return "";
            }
            if (length >= 3
                    && bytes[length] == '\n'
                    && bytes[length - 1] == '\r'
                    && bytes[length - 2] == '\n'
                    && bytes[length - 3] == '\r') {
                known = from;
                return new String(bytes, 0, length - 3, StandardCharsets.UTF_8);
            }
        }
        throw malformed("A part's headers are too long.");
    }

    private void expectLineBreak() throws IOException {
        var next = one();
        while (next == ' ' || next == '\t') {
            next = one();
        }
        if (next != '\r' || one() != '\n') {
            throw malformed("A boundary is not followed by a line break.");
        }
    }

    private byte peek() throws IOException {
        if (from == to && !fill()) {
            throw cut();
        }
        return buffer[from];
    }

    private byte one() throws IOException {
        var next = peek();
        from++;
        return next;
    }

    private boolean fill() throws IOException {
        if (from > 0) {
            System.arraycopy(buffer, from, buffer, 0, to - from);
            known = Math.max(known - from, 0);
            to -= from;
            from = 0;
        }
        var read = in.read(buffer, to, BUFFER - to);
        if (read > 0) {
            to += read;
        }
        return read > 0;
    }

    /** Finds out how far the present part surely goes; false at its end. */
    private boolean look() throws IOException {
        while (known == from) {
            if (atDelimiter) {
                return false;
            }
            var at = delimiterIn(from, to);
            if (at >= 0) {
                known = at;
                atDelimiter = true;
            } else if (to - from >= delimiter.length) {
                known = to - delimiter.length + 1;
            } else if (!fill()) {
                throw cut();
            }
        }
        return true;
    }

    private int delimiterIn(int begin, int end) {
        for (int at = begin; at <= end - delimiter.length; at++) {
            int same = 0;
            while (same < delimiter.length && buffer[at + same] == delimiter[same]) {
                same++;
            }
            if (same == delimiter.length) {
                return at;
            }
        }
        return -1;
    }

    private static ProblemException cut() {
        return malformed("The body ends before its last boundary.");
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(ProblemType.MALFORMED_REQUEST, detail);
    }

    /** The present part up to its end; closing it leaves the stream open. */
    private final class Content extends InputStream {
        @Override
        public int read() throws IOException {
            return look() ? buffer[from++] & 0xFF : -1;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            if (length == 0) {
                return 0;
            }
            if (!look()) {
                return -1;
            }
            var count = Math.min(length, known - from);
            System.arraycopy(buffer, from, bytes, offset, count);
            from += count;
            return count;
        }

        void skipToEnd() throws IOException {
            while (look()) {
                from = known;
            }
        }
    }
}
