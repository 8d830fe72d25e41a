package org.foyer.api.audit;

import jakarta.enterprise.util.Nonbinding;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A management method that changes something: it runs in one transaction with its entry in the audit trail. The entry
 * names the caller, the action, the resource, and the properties that the request's body named. The resource is the
 * {@code id} of what is answered, or else the last path parameter. {@link AuditNotes} adds values that are harmless to
 * keep for ever. Nothing is written down of what was refused.
 */
@InterceptorBinding
@Target({ElementType.METHOD, ElementType.TYPE})
@Retention(RetentionPolicy.RUNTIME)
public @interface Audited {
    /** {@code <resource type>.<past tense>}, such as {@code agent.updated}. */
    @Nonbinding
    String value() default "";
}
