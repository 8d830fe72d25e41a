package org.foyer.contracts.conversations;

import org.foyer.contracts.actions.ModelEndpoint;
import org.jspecify.annotations.Nullable;

/** Tries whether a language model can be used. */
public interface ModelChecks {
    /** Makes one tiny call. Takes seconds: must not be called inside a transaction. */
    ModelCheck check(ModelEndpoint endpoint);

    /**
     * How it went.
     *
     * @param error what is wrong, for the operator and in our own words; null if nothing is
     */
    record ModelCheck(boolean ok, long latencyMs, @Nullable String error) {}
}
