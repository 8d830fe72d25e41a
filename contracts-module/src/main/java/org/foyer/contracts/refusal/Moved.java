package org.foyer.contracts.refusal;

import java.util.UUID;

/**
 * What was asked for is part of something else now, such as a contact that was merged into another. Nothing was changed.
 * The API answers 301 to the address with the new id in the place of the old one.
 */
public final class Moved extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final UUID from;
    private final UUID to;

    public Moved(UUID from, UUID to) {
        super(from + " is part of " + to);
        this.from = from;
        this.to = to;
    }

    public UUID from() {
        return from;
    }

    public UUID to() {
        return to;
    }
}
