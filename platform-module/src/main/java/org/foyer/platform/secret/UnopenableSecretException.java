package org.foyer.platform.secret;

/** A sealed secret does not open: another key, another place, or changed bytes. The message says which, for operators. */
public class UnopenableSecretException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    UnopenableSecretException(String message) {
        super(message);
    }
}
