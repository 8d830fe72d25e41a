package org.foyer.api.idempotency;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;
import org.foyer.api.json.Body;
import org.foyer.api.upload.Upload;

/**
 * Answers a repeated POST with the first one's response. The work and the kept response are one transaction, so neither
 * a crash nor a concurrent repeat carries anything out twice. A refused request keeps nothing: it may be mended and sent
 * again under the same key.
 */
@Idempotent
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 100)
public class IdempotencyInterceptor {
    @Inject
    private Repeats repeats;

    @AroundInvoke
    Object answerOnce(InvocationContext invocation) {
        var once = repeats.once(requestHash(invocation));
        return once.replayed().orElseGet(() -> once.carryOut(() -> proceed(invocation)));
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

    private static String requestHash(InvocationContext invocation) {
        return Optional.ofNullable(invocation.getParameters()).stream()
                .flatMap(Arrays::stream)
                .flatMap(parameter -> parameter instanceof Body body
                        ? Stream.of(body.sha256())
                        : parameter instanceof Upload upload ? Stream.of(upload.sha256()) : Stream.of())
                .findFirst()
                .orElse("");
    }
}
