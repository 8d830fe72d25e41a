package org.foyer.platform.jobs;

/** Work that is done once every night (at 03:17 UTC), by one node; a night that was missed is made up for at the start. */
public interface Nightly {
    /** The stable name, {@code <context>.<work>}, at most 100 characters. */
    String name();

    /** Does the next bounded piece in a transaction of its own; answers whether there is more to do tonight. */
    boolean step();
}
