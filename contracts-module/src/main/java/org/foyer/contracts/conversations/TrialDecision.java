package org.foyer.contracts.conversations;

import org.jspecify.annotations.Nullable;

/**
 * What would be offered on one visitor message, and why.
 *
 * @param offer form, question or none
 * @param score how sure the engine was, 0 to 1; 0 where nothing was proposed
 */
public record TrialDecision(
        String message,
        String offer,
        double score,
        @Nullable String concept,
        @Nullable String nearestExample,
        String reason) {}
