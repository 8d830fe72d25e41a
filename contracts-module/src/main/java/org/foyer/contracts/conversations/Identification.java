package org.foyer.contracts.conversations;

import org.jspecify.annotations.Nullable;

/**
 * What became of a visitor's claim to be somebody.
 *
 * @param identity verified or unverified
 * @param token opens, from now on, this person's conversations with the agent, this one among them; null if the token
 *     used does
 */
public record Identification(String identity, @Nullable String token) {
    /** Without the token: it must not reach a log. */
    @Override
    public String toString() {
        return "Identification[" + identity + "]";
    }
}
