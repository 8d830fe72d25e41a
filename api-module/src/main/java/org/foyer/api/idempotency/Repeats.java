package org.foyer.api.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.foyer.api.json.RawJson;
import org.foyer.api.limit.ClientAddress;
import org.foyer.api.problem.ProblemException;
import org.foyer.api.problem.ProblemType;
import org.foyer.api.security.Credentials;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.idempotency.KeptResponse;
import org.foyer.platform.idempotency.KeptResponses;
import org.foyer.platform.idempotency.KeyTakenException;
import org.foyer.platform.json.Json;
import org.foyer.platform.secret.Secrets;
import org.jspecify.annotations.Nullable;

/** Tells a repeated request from a first one, by its {@code Idempotency-Key}. */
@ApplicationScoped
public class Repeats {
    private static final String KEY_HEADER = "Idempotency-Key";
    private static final String REPLAYED_HEADER = "Idempotent-Replayed";
    private static final int MAX_KEY = 255;

    @Inject
    private KeptResponses keptResponses;

    @Inject
    private HttpServletRequest request;

    /**
     * The present request.
     *
     * @param bodyHash of what it carries: under the same key it must be the same, and so must the query
     */
    public Once once(String bodyHash) {
        var query = request.getQueryString();
        var requestHash = query == null ? bodyHash : Secrets.sha256(bodyHash + "?" + query);
        var key = request.getHeader(KEY_HEADER);
        if (key == null) {
            return new Once(keptResponses, null, requestHash);
        }
        if (key.isBlank() || key.length() > MAX_KEY) {
            throw Refusal.invalid("/header/" + KEY_HEADER, "must have 1 to " + MAX_KEY + " characters");
        }
        var secret = String.join("\n", key, client(), request.getMethod(), request.getRequestURI());
        return new Once(keptResponses, secret, requestHash);
    }

    /** Two clients may choose the same key; who has no credential yet is told apart by address. */
    private String client() {
        var authorization = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (authorization != null) {
            return "authorization " + authorization;
        }
        var cookies = request.getCookies() == null ? new Cookie[0] : request.getCookies();
        return Arrays.stream(cookies)
                .filter(cookie -> cookie.getName().equals(Credentials.SESSION_COOKIE))
                .map(cookie -> "session " + cookie.getValue() + " " + request.getHeader(Credentials.WORKSPACE_HEADER))
                .reduce((first, last) -> last)
                .orElseGet(() -> "address " + ClientAddress.exact(request));
    }

    /** A request that is carried out at most once, if it has a key. It may outlive the resource method. */
    public static final class Once {
        private final KeptResponses keptResponses;
        private final @Nullable String secret;
        private final String requestHash;

        Once(KeptResponses keptResponses, @Nullable String secret, String requestHash) {
            this.keptResponses = keptResponses;
            this.secret = secret;
            this.requestHash = requestHash;
        }

        /** What the first request under this key was answered; empty for a first one and for one without a key. */
        public Optional<Response> replayed() {
            return Stream.ofNullable(secret)
                    .flatMap(key -> keptResponses.find(key).stream())
                    .findFirst()
                    .map(this::replay);
        }

        /** Carries the work out and keeps its response, in one transaction; or answers what another request brought. */
        public Response carryOut(Supplier<Response> work) {
            var key = secret;
            if (key == null) {
                return work.get();
            }
            var answer = new Response[1];
            try {
                keptResponses.carryOut(key, () -> {
                    var response = work.get();
                    answer[0] = response;
                    return new KeptResponse(
                            requestHash,
                            response.getStatus(),
                            response.getHeaderString(HttpHeaders.LOCATION),
                            Json.write(response.getEntity()));
                });
                return answer[0];
            } catch (KeyTakenException e) {
                return replayed()
                        .orElseThrow(() -> new ProblemException(
                                ProblemType.CONFLICT,
                                "A request under this Idempotency-Key is being carried out; try again."));
            }
        }

        private Response replay(KeptResponse kept) {
            if (!kept.requestHash().equals(requestHash)) {
                throw new ProblemException(
                        ProblemType.IDEMPOTENCY_KEY_REUSED,
                        "The first request under this Idempotency-Key was another one. Use a new key for a new request.");
            }
            var response = Response.status(kept.status())
                    .entity(new RawJson(kept.body()))
                    .header(REPLAYED_HEADER, "true");
            if (kept.location() != null) {
                response.header(HttpHeaders.LOCATION, kept.location());
            }
            return response.build();
        }
    }
}
