package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.foyer.contracts.conversations.ActivityReport;
import org.foyer.contracts.conversations.Analytics;
import org.foyer.contracts.conversations.AnalyticsQuery;
import org.foyer.contracts.conversations.FunnelCounts;
import org.foyer.contracts.conversations.LeadFormsReport;
import org.foyer.contracts.conversations.SourcesReport;
import org.foyer.contracts.refusal.Refusal;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@Transactional
class AnalyticsService implements Analytics {
    private static final int MAX_GROUPS = 100;
    private static final FunnelCounts NOTHING = new FunnelCounts(0, 0, 0, 0, 0, 0);
    private static final List<String> GROUPS = List.of("agent", "page", "source");
    private static final List<String> TOUCHES = List.of("first", "last");
    private static final List<String> SOURCES = List.of("source", "medium", "campaign", "referrer", "page");

    private TallyRepository tallies;
    private Clock clock;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected AnalyticsService() {}

    @Inject
    AnalyticsService(TallyRepository tallies, Clock clock) {
        this.tallies = tallies;
        this.clock = clock;
    }

    @Override
    public LeadFormsReport leadForms(AnalyticsQuery query) {
        requireOneOf("group_by", query.groupBy(), GROUPS);
        var period = AnalyticsPeriod.of(query, clock.instant());
        var range = range(query, period);
        var quarters = tallies.series(range);
        var totals = sum(quarters.values());
        var groups = groups(query, range, List.of(Metric.OFFERED, Metric.SUBMITTED));
        return new LeadFormsReport(
                period.view(),
                totals.funnel(),
                median(tallies.items(Dimension.SECONDS, range)),
                tallies.items(Dimension.FIELD, range).entrySet().stream()
                        .map(field -> new LeadFormsReport.FieldCount(
                                field.getKey(),
                                field.getValue().of(Metric.COMPLETED),
                                field.getValue().of(Metric.FAILED)))
                        .sorted(Comparator.comparing(LeadFormsReport.FieldCount::name))
                        .toList(),
                period.intervals(quarters).entrySet().stream()
                        .map(point -> new LeadFormsReport.Point(
                                point.getKey(), point.getValue().funnel()))
                        .toList(),
                groups == null
                        ? null
                        : groups.entrySet().stream()
                                .filter(group -> !group.getValue().funnel().equals(NOTHING))
                                .map(group -> new LeadFormsReport.Group(
                                        known(group.getKey()), group.getValue().funnel()))
                                .toList(),
                groups == null ? null : rest(totals, groups).funnel());
    }

    @Override
    public ActivityReport conversations(AnalyticsQuery query) {
        return activity(query, Metric.CONVERSATIONS);
    }

    @Override
    public ActivityReport leads(AnalyticsQuery query) {
        return activity(query, Metric.LEADS);
    }

    private ActivityReport activity(AnalyticsQuery query, Metric metric) {
        requireOneOf("group_by", query.groupBy(), GROUPS);
        var period = AnalyticsPeriod.of(query, clock.instant());
        var range = range(query, period);
        var quarters = tallies.series(range);
        var totals = sum(quarters.values());
        var groups = groups(query, range, List.of(metric));
        return new ActivityReport(
                period.view(),
                totals.of(metric),
                period.intervals(quarters).entrySet().stream()
                        .map(point -> new ActivityReport.Point(
                                point.getKey(), point.getValue().of(metric)))
                        .toList(),
                groups == null
                        ? null
                        : groups.entrySet().stream()
                                .filter(group -> group.getValue().of(metric) != 0)
                                .map(group -> new ActivityReport.Group(
                                        known(group.getKey()), group.getValue().of(metric)))
                                .toList(),
                groups == null ? null : rest(totals, groups).of(metric));
    }

    @Override
    public SourcesReport sources(AnalyticsQuery query, @Nullable String touch, @Nullable String by) {
        requireOneOf("touch", touch, TOUCHES);
        requireOneOf("by", by, SOURCES);
        var period = AnalyticsPeriod.of(query, clock.instant());
        var range = range(query, period);
        var what = by == null ? "source" : by;
        var when = touch == null ? "last" : touch;
        var last = Dimension.valueOf(what.toUpperCase(Locale.ROOT));
        var totals = sum(tallies.agents(range).values());
        var items = tallies.topItems(
                when.equals("first") ? last.ofFirstTouch() : last,
                range,
                List.of(Metric.LEADS, Metric.CONVERSATIONS),
                MAX_GROUPS);
        return new SourcesReport(
                period.view(),
                when,
                what,
                arrivals(totals),
                items.entrySet().stream()
                        .filter(item -> item.getValue().of(Metric.LEADS) != 0
                                || item.getValue().of(Metric.CONVERSATIONS) != 0)
                        .map(item -> new SourcesReport.Item(known(item.getKey()), arrivals(item.getValue())))
                        .toList(),
                arrivals(rest(totals, items)));
    }

    private static SourcesReport.Counts arrivals(Counts counts) {
        return new SourcesReport.Counts(counts.of(Metric.CONVERSATIONS), counts.of(Metric.LEADS));
    }

    private @Nullable Map<String, Counts> groups(AnalyticsQuery query, TallyRepository.Range range, List<Metric> by) {
        if (query.groupBy() == null) {
            return null;
        }
        if (!query.groupBy().equals("agent")) {
            return tallies.topItems(Dimension.valueOf(query.groupBy().toUpperCase(Locale.ROOT)), range, by, MAX_GROUPS);
        }
        var most = Comparator.<Map.Entry<String, Counts>>comparingLong(
                        agent -> -agent.getValue().of(by.get(0)))
                .thenComparing(Map.Entry::getKey);
        var groups = new LinkedHashMap<String, Counts>();
        tallies.agents(range).entrySet().stream()
                .sorted(most)
                .limit(MAX_GROUPS)
                .forEach(agent -> groups.put(agent.getKey(), agent.getValue()));
        return groups;
    }

    private static Counts sum(Iterable<Counts> parts) {
        var sum = new Counts();
        parts.forEach(sum::add);
        return sum;
    }

    private static Counts rest(Counts totals, Map<String, Counts> groups) {
        var rest = new Counts();
        rest.add(totals);
        groups.values().forEach(rest::remove);
        return rest;
    }

    private static @Nullable String known(String item) {
        return item.isEmpty() ? null : item;
    }

    /** The median of times that are counted by whole seconds; null of none. */
    static @Nullable Double median(Map<String, Counts> bySeconds) {
        var counts = new TreeMap<Long, Long>();
        bySeconds.forEach(
                (seconds, count) -> counts.merge(Long.valueOf(seconds), count.of(Metric.SUBMITTED), Long::sum));
        var total = counts.values().stream().mapToLong(Long::longValue).sum();
        if (total == 0) {
            return null;
        }
        return (at(counts, (total - 1) / 2) + at(counts, total / 2)) / 2.0;
    }

    private static long at(Map<Long, Long> counts, long position) {
        var passed = 0L;
        for (var entry : counts.entrySet()) {
            passed += entry.getValue();
            if (passed > position) {
                return entry.getKey();
            }
        }
        throw new IllegalArgumentException("there are only " + passed);
    }

    private static TallyRepository.Range range(AnalyticsQuery query, AnalyticsPeriod period) {
        return new TallyRepository.Range(query.workspaceId(), query.agentId(), period.from(), period.to());
    }

    private static void requireOneOf(String parameter, @Nullable String value, List<String> choices) {
        if (value != null && !choices.contains(value)) {
            throw Refusal.invalid("/query/" + parameter, "must be one of " + String.join(", ", choices));
        }
    }
}
