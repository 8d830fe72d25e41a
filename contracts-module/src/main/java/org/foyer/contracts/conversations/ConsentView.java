package org.foyer.contracts.conversations;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The proof of what a visitor answered to a form's question for consent; kept with the lead and never changed.
 *
 * @param given whether they consented
 * @param text the wording they saw; null if the form asked for none and consent was sent along nevertheless
 * @param version of that wording
 * @param at when they answered
 */
public record ConsentView(
        boolean given, @Nullable String text, @Nullable String version, Instant at) {}
