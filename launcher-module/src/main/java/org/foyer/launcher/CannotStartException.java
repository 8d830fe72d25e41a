package org.foyer.launcher;

/** Foyer cannot start, for a reason that whoever started it can act on. The message is all that is printed. */
final class CannotStartException extends Exception {
    CannotStartException(String message) {
        super(message);
    }
}
