package org.foyer.conversations.internal;

import java.util.EnumMap;
import java.util.Map;
import org.foyer.contracts.conversations.FunnelCounts;

/** A number per {@link Metric}. */
final class Counts {
    private final Map<Metric, Long> byMetric = new EnumMap<>(Metric.class);

    long of(Metric metric) {
        return byMetric.getOrDefault(metric, 0L);
    }

    void add(Metric metric, long count) {
        byMetric.merge(metric, count, Long::sum);
    }

    void add(Counts other) {
        other.byMetric.forEach(this::add);
    }

    void remove(Counts other) {
        other.byMetric.forEach((metric, count) -> add(metric, -count));
    }

    FunnelCounts funnel() {
        return new FunnelCounts(
                of(Metric.OFFERED),
                of(Metric.SEEN),
                of(Metric.STARTED),
                of(Metric.SUBMITTED),
                of(Metric.DISMISSED),
                of(Metric.EXPIRED));
    }
}
