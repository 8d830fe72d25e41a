package org.foyer.platform.jobs;

import java.util.UUID;

/**
 * A kind of long work. The platform keeps nothing but that the work is to be done: its state, its progress and its result
 * are rows of the context's own.
 */
public interface Job {
    /** The stable name, {@code <context>.<work>}, at most 100 characters: it outlives a rename of the class. */
    String name();

    /**
     * Does the next bounded piece, at most a second or two, and commits it together with the position behind it. Called
     * again and again by one thread at a time on all nodes together, until it answers false. What it throws is tried
     * again, ever later, from the last committed position.
     *
     * @return whether there is more to do; false too if the work was cancelled or is unknown
     */
    boolean step(UUID id);

    /** The step failed {@value Jobs#MAX_ATTEMPTS} times in a row and is not tried again: say so in the work's state. */
    void givenUp(UUID id, String reason);
}
