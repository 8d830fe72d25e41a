package org.foyer.api.problem;

/** The API layer itself answers a problem. */
public final class ProblemException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ProblemType type;

    public ProblemException(ProblemType type, String detail) {
        super(detail);
        this.type = type;
    }

    public ProblemType type() {
        return type;
    }

    String detail() {
        return String.valueOf(getMessage());
    }
}
