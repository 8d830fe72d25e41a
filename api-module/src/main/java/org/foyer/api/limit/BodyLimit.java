package org.foyer.api.limit;

import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.PreMatching;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.PathSegment;
import jakarta.ws.rs.ext.Provider;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.eclipse.microprofile.config.ConfigProvider;
import org.foyer.api.problem.ProblemException;
import org.foyer.api.problem.ProblemType;

/**
 * Refuses compressed request bodies, and those over 1 MiB (a batch of contacts: 16 MiB), by what they declare and by what they really hold. A
 * file to import may be larger: it goes to the disk as it comes, and nothing of it is read before the caller is known.
 */
@Provider
@PreMatching
@Priority(Priorities.AUTHENTICATION - 50)
public class BodyLimit implements ContainerRequestFilter {
    static final long MAX_BYTES = 1024L * 1024;
    static final long MAX_BATCH_BYTES = 16 * MAX_BYTES;
    private static final List<String> BATCH = List.of("v1", "contacts", "batch");

    private static final List<String> IMPORTS = List.of("v1", "contacts", "imports");

    private final long maxImport = ConfigProvider.getConfig()
            .getOptionalValue("foyer.imports.max.bytes", Long.class)
            .orElse(1024L * MAX_BYTES);

    @Override
    public void filter(ContainerRequestContext request) {
        var encoding = request.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        if (encoding != null && !encoding.isBlank() && !encoding.strip().equalsIgnoreCase("identity")) {
            throw new ProblemException(
                    ProblemType.UNSUPPORTED_MEDIA_TYPE,
                    "A request body must be sent as it is, without a Content-Encoding.");
        }
        var limit = limit(request);
        // the declared length only spares reading: what really comes is counted whatever was declared
        var declared = request.getHeaderString(HttpHeaders.CONTENT_LENGTH);
        if (declared != null && declared.matches("\\d{1,18}") && Long.parseLong(declared) > limit) {
            throw tooLarge(limit);
        }
        request.setEntityStream(new Limited(request.getEntityStream(), limit));
    }

    private long limit(ContainerRequestContext request) {
        if (!request.getMethod().equals(HttpMethod.POST)) {
            return MAX_BYTES;
        }
        var path = request.getUriInfo().getPathSegments().stream()
                .map(PathSegment::getPath)
                .filter(segment -> !segment.isEmpty())
                .toList();
        return path.equals(IMPORTS) ? maxImport : path.equals(BATCH) ? MAX_BATCH_BYTES : MAX_BYTES;
    }

    private static ProblemException tooLarge(long limit) {
        return new ProblemException(
                ProblemType.TOO_LARGE, "A request body may have at most " + limit / MAX_BYTES + " MiB here.");
    }

    private static final class Limited extends FilterInputStream {
        private final long limit;
        private long left;

        Limited(InputStream stream, long limit) {
            super(stream);
            this.limit = limit;
            this.left = limit;
        }

        @Override
        public int read() throws IOException {
            var read = super.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var read = super.read(buffer, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int bytes) {
            left -= bytes;
            if (left < 0) {
                throw tooLarge(limit);
            }
        }
    }
}
