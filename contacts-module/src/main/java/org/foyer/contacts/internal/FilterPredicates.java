package org.foyer.contacts.internal;

import jakarta.persistence.criteria.AbstractQuery;
import jakarta.persistence.criteria.CriteriaBuilder;
import jakarta.persistence.criteria.Expression;
import jakarta.persistence.criteria.From;
import jakarta.persistence.criteria.Predicate;
import jakarta.persistence.criteria.Subquery;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.foyer.platform.filter.Field;
import org.foyer.platform.filter.Filter;
import org.foyer.platform.text.Folding;

/**
 * Answers a filter by SQL. Negations are carried down to the conditions, where a missing value is told apart by name: no
 * predicate that is made here is ever negated by SQL where it could be unknown.
 */
final class FilterPredicates {
    private static final Pattern SOURCE = Pattern.compile("[a-z0-9_:.-]+");
    private static final Pattern WRITTEN_AROUND_DIGITS = Pattern.compile("[\\s()./-]");
    private static final OffsetDateTime FIRST =
            LocalDate.of(1, 1, 1).atStartOfDay().atOffset(ZoneOffset.UTC);

    private final CriteriaBuilder cb;
    private final AbstractQuery<?> query;
    private final From<?, Contact> contact;
    private final ContactFields fields;
    private final Instant now;

    FilterPredicates(
            CriteriaBuilder cb, AbstractQuery<?> query, From<?, Contact> contact, ContactFields fields, Instant now) {
        this.cb = cb;
        this.query = query;
        this.contact = contact;
        this.fields = fields;
        this.now = now;
    }

    Predicate of(Filter filter) {
        return holds(filter, true);
    }

    private Predicate holds(Filter filter, boolean wanted) {
        if (filter instanceof Filter.All all) {
            return wanted ? cb.and(each(all.of(), true)) : cb.or(each(all.of(), false));
        }
        if (filter instanceof Filter.Any any) {
            return wanted ? cb.or(each(any.of(), true)) : cb.and(each(any.of(), false));
        }
        if (filter instanceof Filter.Not not) {
            return holds(not.of(), !wanted);
        }
        return holds((Filter.Condition) filter, wanted);
    }

    private Predicate[] each(List<Filter> filters, boolean wanted) {
        return filters.stream().map(filter -> holds(filter, wanted)).toArray(Predicate[]::new);
    }

    private Predicate holds(Filter.Condition condition, boolean wanted) {
        var field = condition.field();
        var attribute = fields.attribute(field);
        if (attribute != null) {
            return exists(ofAttribute(condition, attribute), wanted);
        }
        if (field.equals(ContactFields.SOURCES)) {
            var among = among(condition);
            return wanted ? among : cb.not(among);
        }
        var own = contact.<Object>get(property(field));
        if (condition instanceof Filter.Present) {
            return wanted ? cb.isNotNull(own) : cb.isNull(own);
        }
        if (field.equals(ContactFields.EMAIL)) {
            return exists(anyOf(ContactEmail.class, "emailKey", condition), wanted);
        }
        if (field.equals(ContactFields.PHONE)) {
            return exists(anyOf(ContactPhone.class, "phone", condition), wanted);
        }
        var answered = answers(condition, own);
        if (wanted) {
            return answered;
        }
        return ContactFields.alwaysHasAValue(field) ? cb.not(answered) : cb.or(cb.isNull(own), cb.not(answered));
    }

    private Predicate exists(Subquery<Integer> values, boolean wanted) {
        return wanted ? cb.exists(values) : cb.not(cb.exists(values));
    }

    private Subquery<Integer> ofAttribute(Filter.Condition condition, UUID attribute) {
        var values = query.subquery(Integer.class);
        var value = values.from(ContactAttribute.class);
        var mine = cb.and(
                cb.equal(value.get("key").get("contactId"), contact.get("id")),
                cb.equal(value.get("key").get("attributeId"), attribute));
        return values.select(cb.literal(1))
                .where(
                        condition instanceof Filter.Present
                                ? mine
                                : cb.and(mine, answers(condition, value.get(column(condition.field())))));
    }

    private <T> Subquery<Integer> anyOf(Class<T> type, String property, Filter.Condition condition) {
        var values = query.subquery(Integer.class);
        var value = values.from(type);
        return values.select(cb.literal(1))
                .where(
                        cb.equal(value.get("contact").get("id"), contact.get("id")),
                        answers(condition, value.get(property)));
    }

    /** Whether a value that is there answers the condition. */
    private Predicate answers(Filter.Condition condition, Expression<?> value) {
        var field = condition.field();
        if (condition instanceof Filter.OneOf oneOf) {
            var keys =
                    oneOf.values().stream().map(it -> key(field, it)).distinct().toList();
            return keys.isEmpty() ? cb.disjunction() : keys.size() == 1 ? cb.equal(value, keys.get(0)) : value.in(keys);
        }
        if (condition instanceof Filter.HasPart part) {
            var text = escaped((String) key(field, part.part()));
            return like(
                    value,
                    (part.place() == Filter.Place.START ? "" : "%")
                            + text
                            + (part.place() == Filter.Place.END ? "" : "%"));
        }
        if (condition instanceof Filter.Range range) {
            var from = range.from();
            var to = range.to();
            return cb.and(
                    from == null ? cb.conjunction() : beyond(value, key(field, from.value()), true, from.included()),
                    to == null ? cb.conjunction() : beyond(value, key(field, to.value()), false, to.included()));
        }
        if (condition instanceof Filter.WithinLast within) {
            var from = since(within);
            return field.type() == Field.Type.DATE
                    ? cb.and(
                            beyond(value, from.toLocalDate(), true, true),
                            beyond(value, now.atOffset(ZoneOffset.UTC).toLocalDate(), false, true))
                    : cb.and(beyond(value, from.toInstant(), true, true), beyond(value, now, false, true));
        }
        throw new IllegalStateException("answered elsewhere: " + condition);
    }

    /** Sources are kept as one JSON list of plain words. */
    private Predicate among(Filter.Condition condition) {
        var list = contact.<String>get("sourcesText");
        if (condition instanceof Filter.OneOf oneOf) {
            return cb.or(oneOf.values().stream()
                    .map(value -> source(list, "%\"", value, "\"%"))
                    .toArray(Predicate[]::new));
        }
        if (condition instanceof Filter.HasPart part) {
            return source(
                    list,
                    part.place() == Filter.Place.START ? "%\"" : "%",
                    part.part(),
                    part.place() == Filter.Place.END ? "\"%" : "%");
        }
        return cb.notEqual(list, "[]");
    }

    private Predicate source(Expression<String> list, String before, Object value, String after) {
        var word = Folding.key((String) value);
        return SOURCE.matcher(word).matches() ? like(list, before + escaped(word) + after) : cb.disjunction();
    }

    private OffsetDateTime since(Filter.WithinLast within) {
        var end = now.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
        try {
            var since = end.minus(within.days()).minus(within.time());
            return since.isBefore(FIRST) ? FIRST : since;
        } catch (DateTimeException | ArithmeticException e) {
            return FIRST;
        }
    }

    Predicate like(Expression<?> text, String pattern) {
        return cb.like(typed(text), pattern, '!');
    }

    static String escaped(String text) {
        return text.replace("!", "!!").replace("%", "!%").replace("_", "!_");
    }

    /** The value as it is compared by. */
    static Object key(Field field, Object value) {
        if (field.equals(ContactFields.EMAIL)) {
            return Folding.emailKey((String) value);
        }
        if (field.equals(ContactFields.PHONE)) {
            return digits((String) value);
        }
        return value instanceof String text ? Folding.key(text) : value;
    }

    /** A phone number without what people write between its digits. */
    static String digits(String text) {
        return WRITTEN_AROUND_DIGITS.matcher(text).replaceAll("");
    }

    /** Where a contact keeps what it is filtered and sorted by. */
    static String property(Field field) {
        return switch (field.name()) {
            case "external_id" -> "externalIdKey";
            case "name" -> "nameKey";
            case "email" -> "emailKey";
            case "phone" -> "phone";
            case "created_at" -> "createdAt";
            case "updated_at" -> "updatedAt";
            case "last_seen_at" -> "lastSeenAt";
            default -> throw new IllegalArgumentException(field.name());
        };
    }

    /** Where a custom attribute's value keeps it. */
    static String column(Field field) {
        return switch (field.type()) {
            case NUMBER -> "numberValue";
            case BOOLEAN -> "booleanValue";
            case DATE -> "dateValue";
            default -> "textKey";
        };
    }

    private Predicate beyond(Expression<?> value, Object bound, boolean upwards, boolean included) {
        return beyond(cb, value, bound, upwards, included);
    }

    static Predicate beyond(CriteriaBuilder cb, Expression<?> value, Object bound, boolean upwards, boolean included) {
        if (bound instanceof String text) {
            return ordered(cb, typed(value), text, upwards, included);
        }
        if (bound instanceof BigDecimal number) {
            return ordered(cb, typed(value), number, upwards, included);
        }
        if (bound instanceof LocalDate date) {
            return ordered(cb, typed(value), date, upwards, included);
        }
        if (bound instanceof Boolean flag) {
            return ordered(cb, typed(value), flag, upwards, included);
        }
        if (bound instanceof UUID id) {
            return ordered(cb, typed(value), id, upwards, included);
        }
        return ordered(cb, typed(value), (Instant) bound, upwards, included);
    }

    private static <T extends Comparable<? super T>> Predicate ordered(
            CriteriaBuilder cb, Expression<T> value, T bound, boolean upwards, boolean included) {
        if (upwards) {
            return included ? cb.greaterThanOrEqualTo(value, bound) : cb.greaterThan(value, bound);
        }
        return included ? cb.lessThanOrEqualTo(value, bound) : cb.lessThan(value, bound);
    }

    @SuppressWarnings("unchecked") // a property's type is the type of its field's keys
    private static <T> Expression<T> typed(Expression<?> value) {
        return (Expression<T>) value;
    }
}
