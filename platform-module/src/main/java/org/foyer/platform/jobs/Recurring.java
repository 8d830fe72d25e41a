package org.foyer.platform.jobs;

import java.time.Duration;

/** Work that is done again and again, by one node at a time; the node that does it may change. */
public interface Recurring {
    /** The stable name, {@code <context>.<work>}, at most 100 characters. */
    String name();

    /** How long to rest after all was done. */
    Duration pause();

    /** Does the next bounded piece in a transaction of its own; answers whether there is more to do before the rest. */
    boolean step();
}
