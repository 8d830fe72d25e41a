package org.foyer.conversations.internal;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.foyer.contracts.conversations.AnalyticsQuery;
import org.foyer.contracts.conversations.AnalyticsRange;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.refusal.Violation;
import org.jspecify.annotations.Nullable;

/** The range a question is about, in whole quarters of an hour, and its intervals in a time zone. */
record AnalyticsPeriod(Instant from, Instant to, Interval interval, ZoneId zone) {
    private static final int DEFAULT_DAYS = 30;
    private static final int MAX_POINTS = 5000;
    private static final Instant EARLIEST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LATEST = Instant.parse("2200-01-01T00:00:00Z");

    enum Interval {
        HOUR,
        DAY,
        WEEK,
        MONTH;

        String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }

        Instant beginOf(Instant time, ZoneId zone) {
            var local = time.atZone(zone);
            var date = local.toLocalDate();
            return switch (this) {
                case HOUR -> time.minusSeconds(local.getMinute() * 60L + local.getSecond());
                case DAY -> date.atStartOfDay(zone).toInstant();
                case WEEK ->
                    date.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY))
                            .atStartOfDay(zone)
                            .toInstant();
                case MONTH -> date.withDayOfMonth(1).atStartOfDay(zone).toInstant();
            };
        }

        Instant next(Instant begin, ZoneId zone) {
            var date = begin.atZone(zone).toLocalDate();
            return switch (this) {
                case HOUR -> begin.plusSeconds(3600);
                case DAY -> date.plusDays(1).atStartOfDay(zone).toInstant();
                case WEEK -> date.plusWeeks(1).atStartOfDay(zone).toInstant();
                case MONTH -> date.plusMonths(1).atStartOfDay(zone).toInstant();
            };
        }
    }

    static AnalyticsPeriod of(AnalyticsQuery query, Instant now) {
        var violations = new ArrayList<Violation>();
        var zone = query.timeZone();
        var interval = interval(query.interval(), violations);
        var to = query.to() == null ? now : time("to", query.to(), 1, zone, violations);
        var from = query.from() == null
                ? to.minusNanos(1)
                        .atZone(zone)
                        .toLocalDate()
                        .minusDays(DEFAULT_DAYS - 1)
                        .atStartOfDay(zone)
                        .toInstant()
                : time("from", query.from(), 0, zone, violations);
        if (violations.isEmpty() && !from.isBefore(to)) {
            violations.add(new Violation("/query/from", "must be before to"));
        }
        var period = new AnalyticsPeriod(
                TallyEntry.quarterOf(from),
                TallyEntry.quarterOf(to.plus(TallyEntry.QUARTER).minusNanos(1)),
                interval,
                zone);
        if (violations.isEmpty() && period.starts().size() > MAX_POINTS) {
            violations.add(new Violation(
                    "/query/interval", "would make more than " + MAX_POINTS + " points; choose a longer one"));
        }
        if (!violations.isEmpty()) {
            throw Refusal.invalid(violations);
        }
        return period;
    }

    private static Interval interval(@Nullable String text, List<Violation> violations) {
        for (var interval : Interval.values()) {
            if (interval.wireName().equals(text)) {
                return interval;
            }
        }
        if (text != null) {
            violations.add(new Violation("/query/interval", "must be one of hour, day, week, month"));
        }
        return Interval.DAY;
    }

    private static Instant time(String name, String text, int days, ZoneId zone, List<Violation> violations) {
        try {
            var time = text.length() == 10
                    ? LocalDate.parse(text).plusDays(days).atStartOfDay(zone).toInstant()
                    // a plus sign that was not encoded arrives as a space
                    : OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
            if (!time.isBefore(EARLIEST) && time.isBefore(LATEST)) {
                return time;
            }
        } catch (DateTimeException e) {
            // falls through: it is no time
        }
        violations.add(
                new Violation(
                        "/query/" + name,
                        "must be a date such as 2026-01-31, or an RFC 3339 time such as 2026-01-31T08:00:00Z, from 1970 to 2199"));
        return EARLIEST;
    }

    /** The beginnings of the intervals, up to one more than there may be. */
    List<Instant> starts() {
        var starts = new ArrayList<Instant>();
        for (var at = interval.beginOf(from, zone);
                at.isBefore(to) && starts.size() <= MAX_POINTS;
                at = interval.next(at, zone)) {
            starts.add(at);
        }
        return starts;
    }

    /** The intervals' counts, of the counts of quarters of an hour. */
    NavigableMap<Instant, Counts> intervals(Map<Instant, Counts> quarters) {
        var intervals = new TreeMap<Instant, Counts>();
        starts().forEach(start -> intervals.put(start, new Counts()));
        quarters.forEach(
                (quarter, counts) -> intervals.floorEntry(quarter).getValue().add(counts));
        return intervals;
    }

    AnalyticsRange view() {
        return new AnalyticsRange(from, to, zone.getId(), interval.wireName());
    }
}
