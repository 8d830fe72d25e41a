package org.foyer.api.idempotency;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.foyer.api.json.Body;
import org.foyer.api.json.RawJson;
import org.foyer.api.limit.ClientAddress;
import org.foyer.api.problem.ProblemException;
import org.foyer.api.problem.ProblemType;
import org.foyer.api.security.Credentials;
import org.foyer.api.upload.Upload;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.idempotency.KeptResponse;
import org.foyer.platform.idempotency.KeptResponses;
import org.foyer.platform.idempotency.KeyTakenException;
import org.foyer.platform.json.Json;
import org.foyer.platform.secret.Secrets;

/**
 * Answers a repeated POST with the first one's response. The work and the kept response are one transaction, so neither
 * a crash nor a concurrent repeat carries anything out twice. A refused request keeps nothing: it may be mended and sent
 * again under the same key.
 */
@Idempotent
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
public class IdempotencyInterceptor {
    private static final String KEY_HEADER = "Idempotency-Key";
    private static final String REPLAYED_HEADER = "Idempotent-Replayed";
    private static final int MAX_KEY = 255;

    @Inject
    private KeptResponses keptResponses;

    @Inject
    private HttpServletRequest request;

    @AroundInvoke
    Object answerOnce(InvocationContext invocation) throws Exception {
        var key = request.getHeader(KEY_HEADER);
        if (key == null) {
            return invocation.proceed();
        }
        if (key.isBlank() || key.length() > MAX_KEY) {
            throw Refusal.invalid("/header/" + KEY_HEADER, "must have 1 to " + MAX_KEY + " characters");
        }
        var secret = String.join("\n", key, client(), request.getMethod(), request.getRequestURI());
        var requestHash = requestHash(invocation);
        var kept = keptResponses.find(secret);
        if (kept.isPresent()) {
            return replay(kept.get(), requestHash);
        }
        try {
            return carryOut(secret, requestHash, invocation);
        } catch (KeyTakenException e) {
            return replay(first(secret), requestHash);
        }
    }

    private Response carryOut(String secret, String requestHash, InvocationContext invocation) {
        var answer = new Response[1];
        keptResponses.carryOut(secret, () -> {
            var response = proceed(invocation);
            answer[0] = response;
            return new KeptResponse(
                    requestHash,
                    response.getStatus(),
                    response.getHeaderString(HttpHeaders.LOCATION),
                    Json.write(response.getEntity()));
        });
        return answer[0];
    }

    private static Response proceed(InvocationContext invocation) {
        try {
            return (Response) invocation.proceed();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private KeptResponse first(String secret) {
        return keptResponses
                .find(secret)
                .orElseThrow(() -> new ProblemException(
                        ProblemType.CONFLICT, "A request under this Idempotency-Key is being carried out; try again."));
    }

    private static Response replay(KeptResponse kept, String requestHash) {
        if (!kept.requestHash().equals(requestHash)) {
            throw new ProblemException(
                    ProblemType.IDEMPOTENCY_KEY_REUSED,
                    "The first request under this Idempotency-Key was another one. Use a new key for a new request.");
        }
        var response =
                Response.status(kept.status()).entity(new RawJson(kept.body())).header(REPLAYED_HEADER, "true");
        if (kept.location() != null) {
            response.header(HttpHeaders.LOCATION, kept.location());
        }
        return response.build();
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

    /** Of what was asked for: the body, and the query where there is one. */
    private String requestHash(InvocationContext invocation) {
        var query = request.getQueryString();
        var body = bodyHash(invocation);
        return query == null ? body : Secrets.sha256(body + "?" + query);
    }

    private static String bodyHash(InvocationContext invocation) {
        return Optional.ofNullable(invocation.getParameters()).stream()
                .flatMap(Arrays::stream)
                .flatMap(parameter -> parameter instanceof Body body
                        ? Stream.of(body.sha256())
                        : parameter instanceof Upload upload ? Stream.of(upload.sha256()) : Stream.of())
                .findFirst()
                .orElse("");
    }
}
