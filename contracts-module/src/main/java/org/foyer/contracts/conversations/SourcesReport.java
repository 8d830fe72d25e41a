package org.foyer.contracts.conversations;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where conversations and leads came from.
 *
 * @param touch last: the conversation's own; first: that of the visitor's first conversation
 * @param by source, medium, campaign, referrer or page
 * @param items most leads first, at most 100
 * @param other what is not among the items
 */
public record SourcesReport(
        AnalyticsRange range, String touch, String by, Counts totals, List<Item> items, Counts other) {

    public record Counts(long conversations, long leads) {}

    /**
     * A source.
     *
     * @param value null where it is unknown
     */
    public record Item(@Nullable String value, Counts counts) {}
}
