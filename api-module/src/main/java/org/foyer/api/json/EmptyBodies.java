package org.foyer.api.json;

import jakarta.annotation.Priority;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.io.IOException;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.refusal.Violation;
import org.foyer.platform.document.Document;

/** What takes no body takes an empty one or an empty object: properties that nobody reads are refused here as anywhere. */
@Provider
@Priority(Priorities.ENTITY_CODER)
public class EmptyBodies implements ContainerRequestFilter {
    private static final Set<String> WITHOUT_BODY = Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
    private static final int MAX_VIOLATIONS = 100;

    @Context
    private ResourceInfo resource;

    private final Map<Method, Boolean> reading = new ConcurrentHashMap<>();

    @Override
    public void filter(ContainerRequestContext request) throws IOException {
        var method = resource.getResourceMethod();
        if (method == null
                || WITHOUT_BODY.contains(request.getMethod())
                || reading.computeIfAbsent(method, EmptyBodies::readsBody)) {
            return;
        }
        var names = BodyReader.read(request.getEntityStream()).values().keySet();
        if (!names.isEmpty()) {
            throw Refusal.invalid(names.stream()
                    .limit(MAX_VIOLATIONS)
                    .map(name -> new Violation("/" + Document.escaped(name), "is not a known property"))
                    .toList());
        }
    }

    /** The body is the one parameter that nothing else is injected into. */
    static boolean readsBody(Method method) {
        return Arrays.stream(method.getParameterAnnotations()).anyMatch(annotations -> annotations.length == 0);
    }
}
