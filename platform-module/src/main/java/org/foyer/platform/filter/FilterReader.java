package org.foyer.platform.filter;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.text.Normalizer;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.Period;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import org.foyer.platform.document.Document;
import org.foyer.platform.document.Texts;
import org.jspecify.annotations.Nullable;

/**
 * Reads a filter from a client's JSON. Every fault is told at its place, such as {@code /filter/all/2/value}; what is
 * returned when there was one is not to be used. At most {@value #MAX_DEPTH} groups within each other,
 * {@value #MAX_CONDITIONS} conditions, {@value #MAX_GROUPS} groups and {@value #MAX_VALUES} values in all.
 */
public final class FilterReader {
    public static final int MAX_DEPTH = 8;
    public static final int MAX_CONDITIONS = 100;
    public static final int MAX_GROUPS = 200;
    public static final int MAX_VALUES = 1000;
    public static final int MAX_TEXT = 500;

    private static final int MAX_DIGITS = 50;
    private static final LocalDate FIRST_DAY = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST_DAY = LocalDate.of(9999, 12, 31);
    private static final Filter NOTHING = new Filter.Any(List.of());

    private final Map<String, Field> fields;
    private int conditions;
    private int groups;
    private int values;

    private FilterReader(Map<String, Field> fields) {
        this.fields = fields;
    }

    /**
     * Reads the filter at a property; {@link Filter#EVERYTHING} if it is absent or null.
     *
     * @param fields what its conditions may speak of, by name
     */
    public static Filter read(Document document, String property, Map<String, Field> fields) {
        var node = document.object(property);
        return node == null ? Filter.EVERYTHING : new FilterReader(fields).filter(node, document, property, 1);
    }

    private Filter filter(Document node, Document parent, String place, int depth) {
        var names = node.names();
        if (names.contains("field")) {
            return condition(node, parent, place);
        }
        var kind = List.of("all", "any", "not").stream().filter(names::contains).findFirst();
        if (kind.isEmpty()) {
            parent.violation(place, "must have one of all, any, not and field");
            node.finishNested();
            return NOTHING;
        }
        if (depth > MAX_DEPTH) {
            parent.violation(place, "is nested deeper than " + MAX_DEPTH + " levels");
            return NOTHING;
        }
        // groups of nothing cost as much as others
        if (++groups > MAX_GROUPS) {
            if (groups == MAX_GROUPS + 1) {
                parent.violation(place, "is one group too many, at most " + MAX_GROUPS + " are allowed");
            }
            return NOTHING;
        }
        var read = kind.get().equals("not") ? not(node, depth) : group(node, kind.get(), depth);
        node.finishNested();
        return read;
    }

    private Filter not(Document node, int depth) {
        var inner = node.object("not");
        if (inner == null) {
            if (node.raw("not") == null) {
                node.violation("not", "must be a filter");
            }
            return NOTHING;
        }
        return new Filter.Not(filter(inner, node, "not", depth + 1));
    }

    private Filter group(Document node, String kind, int depth) {
        var list = node.list(kind, MAX_CONDITIONS);
        if (list == null) {
            if (node.raw(kind) == null) {
                node.violation(kind, "must be a list of filters");
            }
            return NOTHING;
        }
        var of = new ArrayList<Filter>();
        for (int i = 0; i < list.size(); i++) {
            var place = kind + "/" + i;
            if (list.get(i) instanceof Map<?, ?> map) {
                of.add(filter(node.nested(place, map), node, place, depth + 1));
            } else {
                node.violation(place, "must be a filter");
            }
        }
        return kind.equals("all") ? new Filter.All(of) : new Filter.Any(of);
    }

    private Filter condition(Document node, Document parent, String place) {
        if (++conditions > MAX_CONDITIONS) {
            if (conditions == MAX_CONDITIONS + 1) {
                parent.violation(place, "is one condition too many, at most " + MAX_CONDITIONS + " are allowed");
            }
            return NOTHING;
        }
        var name = node.raw("field");
        var op = node.raw("op");
        var value = node.raw("value");
        node.finishNested();
        var field = name instanceof String text ? fields.get(text) : null;
        if (field == null) {
            node.violation("field", "is not a field to filter by; there are " + String.join(", ", fields.keySet()));
            return NOTHING;
        }
        var operator = op instanceof String text ? Operator.of(text).orElse(null) : null;
        if (operator == null || !field.type().operators().contains(operator)) {
            var fitting =
                    field.type().operators().stream().map(Operator::wireName).collect(Collectors.joining(", "));
            node.violation("op", "must be one of " + fitting + " for " + field.name());
            return NOTHING;
        }
        return condition(node, field, operator, value);
    }

    private Filter condition(Document node, Field field, Operator operator, @Nullable Object value) {
        return switch (operator) {
            case EQ -> equal(node, field, List.of(new Sent("value", value)));
            case NE -> new Filter.Not(equal(node, field, List.of(new Sent("value", value))));
            case IN -> equal(node, field, list(node, value));
            case NOT_IN -> new Filter.Not(equal(node, field, list(node, value)));
            case CONTAINS -> part(node, field, Filter.Place.ANYWHERE, value);
            case NOT_CONTAINS -> new Filter.Not(part(node, field, Filter.Place.ANYWHERE, value));
            case STARTS_WITH -> part(node, field, Filter.Place.START, value);
            case ENDS_WITH -> part(node, field, Filter.Place.END, value);
            case GT -> range(field, span(node, field, new Sent("value", value)), null, false);
            case GTE -> range(field, span(node, field, new Sent("value", value)), null, true);
            case LT -> range(field, null, span(node, field, new Sent("value", value)), false);
            case LTE -> range(field, null, span(node, field, new Sent("value", value)), true);
            case BETWEEN -> between(node, field, value);
            case IS_SET, IS_NOT_SET -> present(node, field, operator, value);
            case WITHIN_LAST -> withinLast(node, field, value);
        };
    }

    /** A value as it was sent, and where. */
    private record Sent(String place, @Nullable Object value) {}

    /**
     * What a value stands for: itself, or all the moments of a day, or, for a moment finer than a microsecond, which is
     * what databases keep, nothing but the place between two of them.
     */
    private record Span(Object first, boolean firstIncluded, Object last, boolean lastIncluded) {
        static Span of(Object value) {
            return new Span(value, true, value, true);
        }

        boolean single() {
            return firstIncluded && lastIncluded && first.equals(last);
        }
    }

    private Filter equal(Document node, Field field, List<Sent> sent) {
        var single = new ArrayList<Object>();
        var ranges = new ArrayList<Filter>();
        for (var one : sent) {
            var span = span(node, field, one);
            if (span == null) {
                continue;
            }
            if (span.single()) {
                single.add(span.first());
            } else if (span.firstIncluded()) {
                ranges.add(new Filter.Range(
                        field,
                        new Filter.Bound(span.first(), true),
                        new Filter.Bound(span.last(), span.lastIncluded())));
            }
        }
        if (ranges.isEmpty()) {
            return new Filter.OneOf(field, single);
        }
        ranges.add(new Filter.OneOf(field, single));
        return new Filter.Any(ranges);
    }

    private List<Sent> list(Document node, @Nullable Object value) {
        if (!(value instanceof List<?> list)) {
            node.violation("value", "must be a list");
            return List.of();
        }
        values += list.size();
        if (values > MAX_VALUES) {
            node.violation(
                    "value", "is one list too many, a filter may have at most " + MAX_VALUES + " values in lists");
            return List.of();
        }
        var sent = new ArrayList<Sent>();
        for (int i = 0; i < list.size(); i++) {
            sent.add(new Sent("value/" + i, list.get(i)));
        }
        return sent;
    }

    private Filter part(Document node, Field field, Filter.Place place, @Nullable Object value) {
        var text = text(node, new Sent("value", value));
        return text == null ? NOTHING : new Filter.HasPart(field, place, text);
    }

    private static Filter range(Field field, @Nullable Span from, @Nullable Span to, boolean included) {
        var lower = from == null
                ? null
                : included
                        ? new Filter.Bound(from.first(), from.firstIncluded())
                        : new Filter.Bound(from.last(), !from.lastIncluded());
        var upper = to == null
                ? null
                : included
                        ? new Filter.Bound(to.last(), to.lastIncluded())
                        : new Filter.Bound(to.first(), !to.firstIncluded());
        return new Filter.Range(field, lower, upper);
    }

    private Filter between(Document node, Field field, @Nullable Object value) {
        if (!(value instanceof List<?> list) || list.size() != 2) {
            node.violation("value", "must be a list of two values, the lower one first");
            return NOTHING;
        }
        var from = span(node, field, new Sent("value/0", list.get(0)));
        var to = span(node, field, new Sent("value/1", list.get(1)));
        return range(field, from, to, true);
    }

    private static Filter present(Document node, Field field, Operator operator, @Nullable Object value) {
        if (value != null && !Objects.equals(value, true)) {
            node.violation("value", "must be left out with " + operator.wireName());
        }
        var present = new Filter.Present(field);
        return operator == Operator.IS_SET ? present : new Filter.Not(present);
    }

    private static Filter withinLast(Document node, Field field, @Nullable Object value) {
        if (value instanceof String text) {
            try {
                var time = text.indexOf('T');
                var days =
                        time < 0 ? Period.parse(text) : time == 1 ? Period.ZERO : Period.parse(text.substring(0, time));
                var rest = time < 0 ? Duration.ZERO : Duration.parse("P" + text.substring(time));
                var positive =
                        days.getYears() >= 0 && days.getMonths() >= 0 && days.getDays() >= 0 && !rest.isNegative();
                if (positive && !(days.isZero() && rest.isZero())) {
                    return new Filter.WithinLast(field, days, rest);
                }
            } catch (DateTimeException | ArithmeticException e) {
                // falls through: it is no duration
            }
        }
        node.violation("value", "must be a positive ISO 8601 duration such as P30D, P3M or PT12H");
        return NOTHING;
    }

    private @Nullable Span span(Document node, Field field, Sent sent) {
        return switch (field.type()) {
            case TEXT, WORDS -> spanOf(text(node, sent));
            case NUMBER -> spanOf(number(node, sent));
            case BOOLEAN -> {
                if (!(sent.value() instanceof Boolean)) {
                    node.violation(sent.place(), "must be true or false");
                }
                yield sent.value() instanceof Boolean flag ? Span.of(flag) : null;
            }
            case DATE -> spanOf(date(node, sent));
            case TIME -> time(node, sent);
        };
    }

    private static @Nullable Span spanOf(@Nullable Object value) {
        return value == null ? null : Span.of(value);
    }

    private static @Nullable String text(Document node, Sent sent) {
        if (!(sent.value() instanceof String text)) {
            node.violation(sent.place(), "must be a text");
            return null;
        }
        var fault = text.isEmpty()
                ? "must not be empty; is_not_set finds where there is no value"
                : Texts.fault(text, MAX_TEXT, true);
        if (fault != null) {
            node.violation(sent.place(), fault);
            return null;
        }
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }

    private static @Nullable BigDecimal number(Document node, Sent sent) {
        var value = sent.value();
        var number = value instanceof BigDecimal decimal
                ? decimal
                : value instanceof BigInteger big
                        ? new BigDecimal(big)
                        : value instanceof Integer || value instanceof Long
                                ? BigDecimal.valueOf(((Number) value).longValue())
                                : null;
        // the exponent as well: a few characters of JSON must not become a billion digits
        if (number == null || number.precision() > MAX_DIGITS || Math.abs((long) number.scale()) > MAX_DIGITS) {
            node.violation(sent.place(), "must be a number of at most " + MAX_DIGITS + " digits");
            return null;
        }
        return number;
    }

    private static @Nullable LocalDate date(Document node, Sent sent) {
        var date = sent.value() instanceof String text ? dateOf(text) : null;
        if (date == null) {
            node.violation(sent.place(), "must be a date such as 2026-01-31");
        }
        return date;
    }

    private static @Nullable LocalDate dateOf(String text) {
        try {
            var date = LocalDate.parse(text);
            return date.isBefore(FIRST_DAY) || date.isAfter(LAST_DAY) ? null : date;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable Span time(Document node, Sent sent) {
        if (sent.value() instanceof String text) {
            var day = dateOf(text);
            if (day != null) {
                return new Span(startOf(day), true, startOf(day.plusDays(1)), false);
            }
            try {
                var moment = OffsetDateTime.parse(text).toInstant();
                if (!moment.isBefore(startOf(FIRST_DAY)) && moment.isBefore(startOf(LAST_DAY))) {
                    var kept = moment.truncatedTo(ChronoUnit.MICROS);
                    return kept.equals(moment) ? Span.of(moment) : new Span(kept, false, kept, true);
                }
            } catch (DateTimeException e) {
                // falls through: it is no time
            }
        }
        node.violation(sent.place(), "must be an RFC 3339 time such as 2026-01-31T08:00:00Z, or a date");
        return null;
    }

    private static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }
}
