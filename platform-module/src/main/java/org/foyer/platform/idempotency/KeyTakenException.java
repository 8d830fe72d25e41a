package org.foyer.platform.idempotency;

/** Another request has the idempotency key. */
public final class KeyTakenException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    KeyTakenException() {
        super("the idempotency key is taken");
    }
}
