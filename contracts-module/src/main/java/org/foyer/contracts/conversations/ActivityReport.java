package org.foyer.contracts.conversations;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How many there were, over time. Series and groups are as in {@link LeadFormsReport}.
 */
public record ActivityReport(
        AnalyticsRange range,
        long total,
        List<Point> series,
        @Nullable List<Group> groups,
        @Nullable Long other) {

    /** An interval. */
    public record Point(Instant start, long count) {}

    /** A group. */
    public record Group(@Nullable String key, long count) {}
}
