package org.foyer.contracts.conversations;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The funnel of lead forms.
 *
 * @param medianSeconds from offered to submitted, each rounded to a whole second; null if none was submitted
 * @param series every interval of the range, those without anything too
 * @param groups by what was asked for, most offered first, at most 100; null if nothing was asked for
 * @param other what is not among the groups; null without groups
 */
public record LeadFormsReport(
        AnalyticsRange range,
        FunnelCounts totals,
        @Nullable Double medianSeconds,
        List<FieldCount> fields,
        List<Point> series,
        @Nullable List<Group> groups,
        @Nullable FunnelCounts other) {

    /** How often a field was completed, and how often it was refused. */
    public record FieldCount(String name, long completed, long errors) {}

    /**
     * An interval.
     *
     * @param start its beginning, which may be before the range's
     */
    public record Point(Instant start, FunnelCounts counts) {}

    /**
     * A group.
     *
     * @param key an agent's id, a page's path, a source; null where it is unknown
     */
    public record Group(@Nullable String key, FunnelCounts counts) {}
}
