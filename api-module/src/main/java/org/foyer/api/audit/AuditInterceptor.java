package org.foyer.api.audit;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.foyer.api.json.Body;
import org.foyer.api.security.Principals;
import org.foyer.contracts.workspace.Audit;
import org.jspecify.annotations.Nullable;

/** Carries out an {@link Audited} method and its entry in one transaction, inside that of a kept response. */
@Audited
@Interceptor
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 150)
public class AuditInterceptor {
    @Inject
    private Audit audit;

    @Inject
    private AuditNotes notes;

    @Inject
    private OneTransaction transaction;

    @Inject
    private HttpServletRequest request;

    @AroundInvoke
    @Nullable Object keep(InvocationContext invocation) {
        return transaction.call(() -> {
            var result = proceed(invocation);
            if (!(result instanceof Response response) || response.getStatus() < 400) {
                record(invocation, result);
            }
            return result;
        });
    }

    private static @Nullable Object proceed(InvocationContext invocation) {
        try {
            return invocation.proceed();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void record(InvocationContext invocation, @Nullable Object result) {
        var method = invocation.getMethod();
        var parameters = invocation.getParameters();
        var named = isChange(method) ? propertiesNamedIn(parameters) : Set.<String>of();
        var changes = notes.with(named);
        if (method.isAnnotationPresent(PATCH.class) && changes.isEmpty()) {
            return; // it named nothing to change
        }
        audit.record(
                Principals.caller(request),
                method.getAnnotation(Audited.class).value(),
                idOf(result).or(() -> lastPathParameter(method, parameters)).orElse(null),
                changes);
    }

    private static boolean isChange(Method method) {
        return method.isAnnotationPresent(PATCH.class) || method.isAnnotationPresent(PUT.class);
    }

    // Façades refuse what they don't know, so these are names of the contract and never a client's own words.
    private static Set<String> propertiesNamedIn(Object[] parameters) {
        return Arrays.stream(parameters)
                .filter(Body.class::isInstance)
                .findFirst()
                .map(body -> ((Body) body).values().keySet())
                .orElse(Set.of());
    }

    private static Optional<String> idOf(@Nullable Object result) {
        var entity = result instanceof Response response ? response.getEntity() : result;
        if (entity instanceof Map<?, ?> map) {
            return Optional.ofNullable(map.get("id")).map(String::valueOf);
        }
        if (!(entity instanceof Record)) {
            return Optional.empty();
        }
        return Arrays.stream(entity.getClass().getRecordComponents())
                .filter(component -> component.getName().equals("id"))
                .findFirst()
                .map(component -> read(component.getAccessor(), entity));
    }

    private static String read(Method accessor, Object entity) {
        try {
            accessor.setAccessible(true); // responses are known to their resources only
            return String.valueOf(accessor.invoke(entity));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Optional<String> lastPathParameter(Method method, Object[] parameters) {
        @Nullable String last = null;
        for (int i = 0; i < parameters.length; i++) {
            if (method.getParameters()[i].isAnnotationPresent(PathParam.class)) {
                last = String.valueOf(parameters[i]);
            }
        }
        return Optional.ofNullable(last);
    }
}
