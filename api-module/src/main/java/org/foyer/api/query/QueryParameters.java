package org.foyer.api.query;

import jakarta.annotation.Priority;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.refusal.Violation;

/**
 * Refuses query parameters that an address does not have, those given twice, and those that are not UTF-8: a filter with
 * a typo in its name would otherwise answer everything.
 */
@Provider
@Priority(Priorities.AUTHORIZATION)
public class QueryParameters implements ContainerRequestFilter {
    private static final int MAX_VIOLATIONS = 20;

    /** Some lists are short and answered whole; who asks for a page of one by the convention gets all of it. */
    private static final Pattern WHOLE_LIST = Pattern.compile("limit=([1-9]\\d?|100)");

    @Context
    private ResourceInfo resource;

    private final Map<Method, Set<String>> known = new ConcurrentHashMap<>();

    @Override
    public void filter(ContainerRequestContext request) {
        var method = resource.getResourceMethod();
        var query = request.getUriInfo().getRequestUri().getRawQuery();
        if (query == null || method == null || request.getMethod().equals(HttpMethod.OPTIONS)) {
            return;
        }
        var violations = faults(query, known.computeIfAbsent(method, QueryParameters::namesOf));
        if (!violations.isEmpty()) {
            throw Refusal.invalid(violations);
        }
    }

    static List<Violation> faults(String query, Set<String> known) {
        var violations = new ArrayList<Violation>();
        var seen = new HashSet<String>();
        for (var pair : query.split("&", -1)) {
            if (pair.isEmpty() || violations.size() == MAX_VIOLATIONS) {
                continue;
            }
            var equals = pair.indexOf('=');
            var name = PercentEncoding.decode(equals < 0 ? pair : pair.substring(0, equals));
            if (name.isEmpty()
                    || (!known.contains(name.get()) && !WHOLE_LIST.matcher(pair).matches())) {
                violations.add(new Violation("/query/" + name.orElse(""), "is not a known parameter"));
            } else if (!seen.add(name.get())) {
                violations.add(new Violation("/query/" + name.get(), "is given twice"));
            } else if (equals >= 0
                    && PercentEncoding.decode(pair.substring(equals + 1)).isEmpty()) {
                violations.add(new Violation("/query/" + name.get(), "is not valid UTF-8"));
            }
        }
        return violations;
    }

    static Set<String> namesOf(Method method) {
        return Arrays.stream(method.getParameters())
                .flatMap(parameter -> parameter.isAnnotationPresent(BeanParam.class)
                        ? Arrays.<AnnotatedElement>stream(parameter.getType().getDeclaredFields())
                        : Stream.<AnnotatedElement>of(parameter))
                .map(element -> Optional.ofNullable(element.getAnnotation(QueryParam.class)))
                .flatMap(Optional::stream)
                .map(QueryParam::value)
                .collect(Collectors.toUnmodifiableSet());
    }
}
