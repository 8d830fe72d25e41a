package org.foyer.api.problem;

import org.foyer.contracts.refusal.Refusal;

/** The catalogue of problems; {@link #uri()} is stable and listed on the API docs page. */
public enum ProblemType {
    VALIDATION("validation", "Some values can't be accepted", 400),
    MALFORMED_JSON("malformed-json", "The request body is not well-formed", 400),
    MALFORMED_REQUEST("malformed-request", "The request is not well-formed", 400),
    UNAUTHORIZED("unauthorized", "Credentials are missing, wrong or expired", 401),
    FORBIDDEN("forbidden", "Not allowed", 403),
    NOT_FOUND("not-found", "Not found", 404),
    METHOD_NOT_ALLOWED("method-not-allowed", "This method is not available here", 405),
    NOT_ACCEPTABLE("not-acceptable", "None of the accepted media types is available", 406),
    CONFLICT("conflict", "It contradicts the present state", 409),
    IDEMPOTENCY_KEY_REUSED("idempotency-key-reused", "This Idempotency-Key was used for another request", 409),
    FORM_CLOSED("form-closed", "The form is closed", 409),
    PRECONDITION_FAILED("precondition-failed", "It was changed in the meantime", 412),
    TOO_LARGE("too-large", "The request body is too large", 413),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", "This media type is not understood", 415),
    RULE_VIOLATED("rule-violated", "A rule of the workspace speaks against it", 422),
    TOO_MANY_REQUESTS("too-many-requests", "Too many requests", 429),
    INTERNAL("internal", "Something went wrong on our side", 500),
    UNAVAILABLE("unavailable", "Not available at the moment", 503);

    private final String slug;
    private final String title;
    private final int status;

    ProblemType(String slug, String title, int status) {
        this.slug = slug;
        this.title = title;
        this.status = status;
    }

    public String uri() {
        return "/problems/" + slug;
    }

    public String title() {
        return title;
    }

    public int status() {
        return status;
    }

    static ProblemType of(Refusal.Kind kind) {
        return switch (kind) {
            case INVALID -> VALIDATION;
            case UNAUTHENTICATED -> UNAUTHORIZED;
            case FORBIDDEN -> FORBIDDEN;
            case NOT_FOUND -> NOT_FOUND;
            case CONFLICT -> CONFLICT;
            case FORM_CLOSED -> FORM_CLOSED;
            case RULE_VIOLATED -> RULE_VIOLATED;
            case TOO_MANY -> TOO_MANY_REQUESTS;
        };
    }

    /** The problem that stands for an HTTP status set by the container or Jersey. */
    static ProblemType ofStatus(int status) {
        return switch (status) {
            case 401 -> UNAUTHORIZED;
            case 403 -> FORBIDDEN;
            case 404 -> NOT_FOUND;
            case 405 -> METHOD_NOT_ALLOWED;
            case 406 -> NOT_ACCEPTABLE;
            case 409 -> CONFLICT;
            case 412 -> PRECONDITION_FAILED;
            case 413 -> TOO_LARGE;
            case 415 -> UNSUPPORTED_MEDIA_TYPE;
            case 422 -> RULE_VIOLATED;
            case 429 -> TOO_MANY_REQUESTS;
            case 503 -> UNAVAILABLE;
            default -> status >= 400 && status < 500 ? MALFORMED_REQUEST : INTERNAL;
        };
    }
}
