package org.foyer.conversations.internal;

import java.util.Locale;

/**
 * How asking a language model ended. The names are those of the metric. Only what speaks against the server, not against
 * one reply, counts towards leaving it alone for a while.
 */
enum ModelOutcome {
    ANSWERED(true, false, ""),
    TIMEOUT(true, true, "did not answer in time"),
    UNREACHABLE(true, true, "could not be reached"),
    UNAUTHORIZED(true, true, "refused the API key"),
    NOT_FOUND(true, true, "is not known at this address"),
    REJECTED(true, false, "did not accept the request"),
    RATE_LIMITED(true, true, "answers no more requests for the moment"),
    SERVER_ERROR(true, true, "answered with an error"),
    GARBAGE(true, true, "did not answer as an OpenAI-compatible server does"),
    CUT_OFF(true, true, "broke off"),
    EMPTY(true, false, "said nothing"),
    DECLINED(true, false, "declined to answer"),
    LEAKED(true, false, "was about to repeat its instructions"),
    FORBIDDEN_ADDRESS(false, false, "has an address that requests must not be sent to"),
    BUSY(false, false, "has as many turns to answer as are allowed at once"),
    LEFT_ALONE(false, false, "failed several times a moment ago and is left alone for a while");

    private final boolean called;
    private final boolean serversFault;
    private final String words;

    ModelOutcome(boolean called, boolean serversFault, String words) {
        this.called = called;
        this.serversFault = serversFault;
        this.words = words;
    }

    /** Whether a request was made. */
    boolean called() {
        return called;
    }

    boolean serversFault() {
        return serversFault;
    }

    /** For the operator: a sentence about the model. */
    String sentence() {
        return "The language model " + words + ".";
    }

    /** The label of the metric. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }

    static ModelOutcome ofStatus(int status) {
        return switch (status) {
            case 401, 403 -> UNAUTHORIZED;
            case 404 -> NOT_FOUND;
            case 429 -> RATE_LIMITED;
            case 408 -> TIMEOUT;
            default -> status >= 500 ? SERVER_ERROR : status >= 400 ? REJECTED : GARBAGE;
        };
    }
}
