package org.foyer.api.problem;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.refusal.Violation;
import org.jspecify.annotations.Nullable;

/**
 * A problem document (RFC 9457).
 *
 * @param instance a {@code urn:uuid} that the server's log carries too
 * @param violations what is wrong where; left out where nothing can be pointed at
 * @param more extension members that the contract names for this problem
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable List<Violation> violations,
        @JsonAnyGetter Map<String, Object> more) {

    public static final String MEDIA_TYPE = "application/problem+json";

    /** What Retry-After says where nothing more exact is known. */
    private static final int SECONDS_TO_WAIT = 60;

    public static Problem of(Refusal refusal) {
        return of(
                ProblemType.of(refusal.kind()),
                String.valueOf(refusal.getMessage()),
                refusal.violations(),
                refusal.more());
    }

    public static Problem of(ProblemType type, String detail, List<Violation> violations) {
        return of(type, detail, violations, Map.of());
    }

    private static Problem of(ProblemType type, String detail, List<Violation> violations, Map<String, Object> more) {
        var printable = violations.stream()
                .map(violation -> new Violation(printable(violation.pointer()), violation.message()))
                .toList();
        return new Problem(
                type.uri(),
                type.title(),
                type.status(),
                detail,
                "urn:uuid:" + UUID.randomUUID(),
                printable.isEmpty() ? null : printable,
                more);
    }

    public static Problem of(ProblemType type, String detail) {
        return of(type, detail, List.of());
    }

    public Response response() {
        var response = Response.status(status).type(MEDIA_TYPE).entity(this);
        if (status == ProblemType.TOO_MANY_REQUESTS.status()) {
            response.header(HttpHeaders.RETRY_AFTER, SECONDS_TO_WAIT);
        }
        if (status == 401) {
            response.header(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
        }
        return response.build();
    }

    // A pointer repeats names the client made up; what UTF-8 can't carry, or a terminal would act on, is replaced.
    private static String printable(String pointer) {
        var clean = new StringBuilder();
        pointer.codePoints()
                .limit(200)
                .forEach(c -> clean.appendCodePoint(
                        Character.isISOControl(c) || (c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE)
                                ? '\uFFFD'
                                : c));
        return clean.toString();
    }
}
