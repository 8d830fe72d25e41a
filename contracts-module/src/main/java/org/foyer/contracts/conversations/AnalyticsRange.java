package org.foyer.contracts.conversations;

import java.time.Instant;

/**
 * What was counted: the range that was asked for, widened to whole quarters of an hour.
 *
 * @param from in
 * @param to out
 * @param interval of the series
 */
public record AnalyticsRange(Instant from, Instant to, String timeZone, String interval) {}
