package org.foyer.contracts.refusal;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A façade refuses a command. Nothing was changed: the transaction rolls back. The API answers a problem document whose
 * type follows the {@link Kind}; message and violations are shown to the client as they are, so they never hold another
 * tenant's data or a library's words.
 */
public final class Refusal extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Why, in the terms of the HTTP contract's problem catalogue. */
    public enum Kind {
        /** The values are not acceptable; see the violations. */
        INVALID,
        /** Nobody the installation knows: missing, wrong or expired credentials. */
        UNAUTHENTICATED,
        /** Known, but not allowed to do this. */
        FORBIDDEN,
        /** No such thing in this caller's workspace. */
        NOT_FOUND,
        /** It contradicts the present state, such as a name already taken. */
        CONFLICT,
        /** The lead form is already submitted, dismissed or expired. */
        FORM_CLOSED,
        /** Well-formed, but a rule of the workspace speaks against it. */
        RULE_VIOLATED,
        /** Too many attempts; try again later. */
        TOO_MANY
    }

    private final Kind kind;
    private final transient List<Violation> violations;

    private final transient Map<String, Object> more;

    private final transient @Nullable Duration retryAfter;

    private Refusal(Kind kind, String message, List<Violation> violations) {
        this(kind, message, violations, Map.of(), null);
    }

    private Refusal(
            Kind kind, String message, List<Violation> violations, Map<String, ?> more, @Nullable Duration retryAfter) {
        super(message);
        this.retryAfter = retryAfter;
        this.kind = kind;
        this.violations = List.copyOf(violations);
        this.more = Map.copyOf(more);
    }

    /**
     * Values contradict the present state.
     *
     * @param more documented extension members of the problem document, such as {@code contact_id}
     */
    public static Refusal conflict(String message, List<Violation> violations, Map<String, ?> more) {
        return new Refusal(Kind.CONFLICT, message, violations, more, null);
    }

    public static Refusal invalid(List<Violation> violations) {
        return new Refusal(Kind.INVALID, "The request has values that can't be accepted.", violations);
    }

    public static Refusal invalid(String pointer, String message) {
        return invalid(List.of(new Violation(pointer, message)));
    }

    /** Also for what exists in another workspace. */
    public static Refusal notFound(String what) {
        return new Refusal(Kind.NOT_FOUND, "There is no such " + what + ".", List.of());
    }

    /**
     * Too many attempts.
     *
     * @param retryAfter when it is worth trying again
     */
    public static Refusal tooMany(String message, Duration retryAfter) {
        return new Refusal(Kind.TOO_MANY, message, List.of(), Map.of(), retryAfter);
    }

    public static Refusal of(Kind kind, String message) {
        return new Refusal(kind, message, List.of());
    }

    public Kind kind() {
        return kind;
    }

    public List<Violation> violations() {
        return violations;
    }

    /** When it is worth trying again, where that is known. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }

    /** Extension members of the problem document. */
    public Map<String, Object> more() {
        return more;
    }
}
