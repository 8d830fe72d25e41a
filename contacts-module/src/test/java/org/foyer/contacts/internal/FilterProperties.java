package org.foyer.contacts.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.text.Normalizer;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import org.foyer.platform.document.Document;
import org.foyer.platform.filter.FilterReader;
import org.foyer.platform.id.Ids;
import org.foyer.platform.json.Json;
import org.foyer.platform.testing.TestDatabase;
import org.jspecify.annotations.Nullable;

/**
 * Generated contacts, filters and orders: H2 and PostgreSQL must find exactly those contacts, in exactly that order, that
 * {@link Judge} finds, which knows of the language's JSON and of nothing that answers it.
 */
class FilterProperties {
    private static final Instant NOW = Instant.parse("2026-03-01T12:30:00.000500Z");
    private static final Map<TestDatabase.Kind, TestDatabase> DATABASES = new EnumMap<>(TestDatabase.Kind.class);

    private static final List<String> TEXTS = List.of(
            "Ada",
            "ada",
            "ADA ",
            "Adam",
            "a",
            "A",
            "b",
            "aa",
            "\u00C9va",
            "E\u0301va",
            "eva",
            "stra\u00DFe",
            "STRASSE",
            "\u0391\u03A3\u0391",
            "\u03B1\u03C2",
            "\u0391\u03A3",
            "\u0130stanbul",
            "istanbul",
            "a%b",
            "a_b",
            "axb",
            "a!b",
            "a\\b",
            "100%",
            "%",
            "_",
            "!",
            "'",
            "\"",
            "\uFF21",
            "\uFFFD",
            "\uE000",
            "\uD83D\uDE00",
            "\uD83D\uDE00a",
            "\uD7A3",
            "-",
            "0",
            "10",
            "9",
            "\n",
            "a\nb",
            " ",
            "Z",
            "z",
            "\u00F6",
            "O");
    private static final List<BigDecimal> NUMBERS = Stream.of(
                    "0", "-0.5", "1", "1.0000000001", "1.0000000002", "-1", "10", "9", "99999999999999999999", "2.5")
            .map(BigDecimal::new)
            .toList();
    private static final List<LocalDate> DAYS = Stream.of(
                    "0001-01-01",
                    "1582-10-10",
                    "1970-01-01",
                    "2024-02-29",
                    "2026-02-28",
                    "2026-03-01",
                    "2026-03-02",
                    "2026-02-01",
                    "2025-03-01",
                    "9999-12-31")
            .map(LocalDate::parse)
            .toList();
    private static final List<Instant> TIMES = Stream.of(
                    "1970-01-01T00:00:00Z",
                    "2026-02-28T23:59:59.999999Z",
                    "2026-03-01T00:00:00Z",
                    "2026-03-01T12:30:00.000500Z",
                    "2026-03-01T12:30:00.000499Z",
                    "2026-03-01T12:30:00.000501Z",
                    "2026-02-22T12:30:00.000500Z",
                    "2026-02-01T12:30:00.000499Z",
                    "2025-03-01T12:30:00.000500Z",
                    "2026-03-01T00:30:00.000500Z")
            .map(Instant::parse)
            .toList();
    private static final List<String> DURATIONS =
            List.of("P7D", "P1M", "P1Y", "PT12H", "P1DT30M", "PT0.000001S", "P2W", "P5000Y", "P2147483647Y", "P9M");
    private static final List<String> SOURCES = List.of("form", "api", "import", "verified_identity");

    private static final Map<String, String> TYPES = new LinkedHashMap<>();

    static {
        Stream.of("external_id", "name", "email", "phone", "custom.plan", "custom.Note")
                .forEach(field -> TYPES.put(field, "text"));
        Stream.of("created_at", "updated_at", "last_seen_at").forEach(field -> TYPES.put(field, "time"));
        TYPES.put("sources", "words");
        TYPES.put("custom.seats", "number");
        TYPES.put("custom.pays", "boolean");
        TYPES.put("custom.birthday", "date");
    }

    /** Every value of a contact, by field. */
    record Person(UUID id, Map<String, List<?>> values) {
        List<?> of(String field) {
            return values.getOrDefault(field, List.of());
        }

        <T> @Nullable T first(String field, Class<T> type) {
            return of(field).isEmpty() ? null : type.cast(of(field).get(0));
        }
    }

    /** A filter and an order, read in pages of a size. */
    record Question(Map<String, Object> filter, List<Map.Entry<String, Boolean>> sort, int pageSize) {}

    @Property(tries = 6, shrinking = ShrinkingMode.OFF, edgeCases = EdgeCasesMode.NONE)
    void bothDatabasesFindWhatTheJudgeFinds(
            @ForAll("people") List<Person> people, @ForAll("questions") List<Question> questions) {
        for (var kind : TestDatabase.Kind.values()) {
            var database = DATABASES.computeIfAbsent(kind, it -> TestDatabase.of(it, "contacts"));
            var workspace = UUID.randomUUID();
            database.transact(entityManager -> store(entityManager, workspace, people));
            database.transact(entityManager -> {
                var repository = new ContactRepository(entityManager);
                var list = new ContactList(entityManager);
                var fields = ContactFields.of(repository.attributes(workspace));
                for (var question : questions) {
                    var expected = expected(people, question);
                    assertThat(found(list, fields, workspace, question))
                            .as(() -> kind + " " + Json.write(question.filter()) + " by " + question.sort() + " of "
                                    + people.stream()
                                            .map(it -> "\n" + it.id() + " " + it.values())
                                            .toList())
                            .isEqualTo(expected);
                    entityManager.clear();
                }
            });
        }
    }

    private static List<UUID> expected(List<Person> people, Question question) {
        return people.stream()
                .filter(person -> Judge.finds(question.filter(), person))
                .sorted(Judge.order(question.sort()))
                .map(Person::id)
                .toList();
    }

    private static List<UUID> found(ContactList list, ContactFields fields, UUID workspace, Question question) {
        var document = Document.of(Map.of("filter", question.filter()));
        var filter = FilterReader.read(document, "filter", fields.toFilterBy());
        document.finish();
        var selection = new Selection(workspace, fields, filter, null, NOW);
        var sort = question.sort().stream()
                .map(by -> new SortBy(Objects.requireNonNull(fields.toSortBy().get(by.getKey())), by.getValue()))
                .toList();
        var found = new ArrayList<UUID>();
        Position after = null;
        while (true) {
            var rows = list.page(selection, sort, after, question.pageSize());
            rows.forEach(row -> found.add(row.contact().id()));
            if (rows.size() < question.pageSize()) {
                assertThat(list.count(selection, 1000)).isEqualTo(found.size());
                return found;
            }
            // as it goes over the wire
            after = Position.parse(rows.get(rows.size() - 1).position().text("list"), "list", sort)
                    .orElseThrow();
        }
    }

    private static void store(jakarta.persistence.EntityManager entityManager, UUID workspace, List<Person> people) {
        var attributes = new LinkedHashMap<String, CustomAttribute>();
        TYPES.forEach((field, type) -> {
            if (field.startsWith(ContactFields.CUSTOM)) {
                var name = field.substring(ContactFields.CUSTOM.length());
                var attribute = new CustomAttribute(workspace, name, AttributeType.of(type), name, null, false, NOW);
                attributes.put(field, attribute);
                entityManager.persist(attribute);
            }
        });
        var origin = new Origin("api", "system", NOW);
        for (var person : people) {
            var values = attributes.entrySet().stream()
                    .filter(attribute -> !person.of(attribute.getKey()).isEmpty())
                    .map(attribute -> ContactState.Attribute.of(
                            attribute.getValue().id(),
                            new AttributeValue(person.of(attribute.getKey()).get(0)),
                            origin))
                    .toList();
            entityManager.persist(Contact.restored(new ContactState(
                    person.id(),
                    workspace,
                    person.first("external_id", String.class),
                    origin,
                    person.first("name", String.class),
                    origin,
                    values(person.of("email"), origin),
                    values(person.of("phone"), origin),
                    values,
                    person.of("sources").stream().map(String::valueOf).toList(),
                    "api",
                    "system",
                    Objects.requireNonNull(person.first("created_at", Instant.class)),
                    Objects.requireNonNull(person.first("updated_at", Instant.class)),
                    person.first("last_seen_at", Instant.class))));
        }
        entityManager.flush();
        entityManager.clear();
    }

    private static List<ContactState.Value> values(List<?> texts, Origin origin) {
        return texts.stream()
                .map(text -> new ContactState.Value((String) text, origin))
                .toList();
    }

    // What is generated

    private static <T> Arbitrary<List<T>> maybe(Arbitrary<T> value) {
        return value.list().ofMaxSize(1);
    }

    @Provide
    Arbitrary<List<Person>> people() {
        var texts = Arbitraries.of(TEXTS);
        var person = Combinators.combine(
                        maybe(texts),
                        maybe(texts),
                        Arbitraries.of("ada", "Bob", "a%b", "x_y", "zoe")
                                .list()
                                .uniqueElements()
                                .ofMaxSize(2),
                        Arbitraries.of("+4930", "+1415", "+4989")
                                .list()
                                .uniqueElements()
                                .ofMaxSize(2),
                        Combinators.combine(
                                        Arbitraries.of(TIMES),
                                        Arbitraries.of(TIMES),
                                        maybe(Arbitraries.of(TIMES)),
                                        Arbitraries.of(SOURCES)
                                                .list()
                                                .uniqueElements()
                                                .ofMaxSize(3))
                                .as(List::of),
                        Combinators.combine(
                                        maybe(texts),
                                        maybe(texts),
                                        maybe(Arbitraries.of(NUMBERS)),
                                        maybe(Arbitraries.of(true, false)),
                                        maybe(Arbitraries.of(DAYS)))
                                .as(List::of))
                .as((externalId, name, emails, phones, times, attributes) -> {
                    var values = new LinkedHashMap<String, List<?>>();
                    values.put("external_id", externalId);
                    values.put("name", name);
                    values.put("email", emails);
                    values.put("phone", phones);
                    values.put("created_at", List.of(times.get(0)));
                    values.put("updated_at", List.of(times.get(1)));
                    values.put("last_seen_at", (List<?>) times.get(2));
                    values.put("sources", (List<?>) times.get(3));
                    values.put("custom.plan", attributes.get(0));
                    values.put("custom.Note", attributes.get(1));
                    values.put("custom.seats", attributes.get(2));
                    values.put("custom.pays", attributes.get(3));
                    values.put("custom.birthday", attributes.get(4));
                    return values;
                });
        return person.list().ofSize(70).map(all -> IntStream.range(0, all.size())
                .mapToObj(i -> unique(all.get(i), i))
                .toList());
    }

    /** What no two contacts may share gets the contact's number. */
    private static Person unique(Map<String, List<?>> values, int number) {
        var own = new LinkedHashMap<>(values);
        own.computeIfPresent("external_id", (field, it) -> it.stream()
                .map(text -> String.valueOf(text) + number)
                .toList());
        own.computeIfPresent("email", (field, it) -> it.stream()
                .map(text -> String.valueOf(text) + number + "@x.example")
                .toList());
        own.computeIfPresent("phone", (field, it) -> it.stream()
                .map(text -> String.valueOf(text) + (10000 + number))
                .toList());
        return new Person(Ids.next(), own);
    }

    @Provide
    Arbitrary<List<Question>> questions() {
        var sorts = Arbitraries.of(TYPES.keySet())
                .filter(field -> !field.equals("sources"))
                .list()
                .uniqueElements()
                .ofMinSize(1)
                .ofMaxSize(3)
                .flatMap(fields -> Arbitraries.of(true, false)
                        .list()
                        .ofSize(fields.size())
                        .map(directions -> IntStream.range(0, fields.size())
                                .mapToObj(i -> Map.entry(fields.get(i), directions.get(i)))
                                .toList()));
        var pageSizes = Arbitraries.frequency(
                net.jqwik.api.Tuple.of(6, 100), net.jqwik.api.Tuple.of(1, 7), net.jqwik.api.Tuple.of(1, 20));
        return Combinators.combine(filters(3), sorts, pageSizes)
                .as(Question::new)
                .list()
                .ofSize(150);
    }

    private static Arbitrary<Map<String, Object>> filters(int depth) {
        if (depth == 0) {
            return conditions();
        }
        var inner = Arbitraries.lazy(() -> filters(depth - 1));
        return Arbitraries.frequencyOf(
                net.jqwik.api.Tuple.of(3, conditions()),
                net.jqwik.api.Tuple.of(2, inner.list().ofMaxSize(3).map(of -> Map.<String, Object>of("all", of))),
                net.jqwik.api.Tuple.of(2, inner.list().ofMaxSize(3).map(of -> Map.<String, Object>of("any", of))),
                net.jqwik.api.Tuple.of(1, inner.map(of -> Map.<String, Object>of("not", of))));
    }

    private static Arbitrary<Map<String, Object>> conditions() {
        return Arbitraries.of(List.copyOf(TYPES.entrySet())).flatMap(field -> {
            var value = valuesFor(field.getKey(), field.getValue());
            var ops = new ArrayList<Arbitrary<Map<String, Object>>>();
            for (var op : List.of("is_set", "is_not_set")) {
                ops.add(Arbitraries.just(Map.of("field", field.getKey(), "op", op)));
            }
            for (var op : List.of("eq", "ne")) {
                ops.add(value.map(it -> condition(field.getKey(), op, it)));
            }
            for (var op : List.of("in", "not_in")) {
                ops.add(value.list().ofMaxSize(4).map(it -> condition(field.getKey(), op, it)));
            }
            if (field.getValue().equals("text") || field.getValue().equals("words")) {
                for (var op : List.of("contains", "not_contains", "starts_with", "ends_with")) {
                    ops.add(value.map(it -> condition(field.getKey(), op, part((String) it))));
                }
            }
            if (!field.getValue().equals("words") && !field.getValue().equals("boolean")) {
                for (var op : List.of("gt", "gte", "lt", "lte")) {
                    ops.add(value.map(it -> condition(field.getKey(), op, it)));
                }
                ops.add(value.list().ofSize(2).map(it -> condition(field.getKey(), "between", it)));
            }
            if (field.getValue().equals("time") || field.getValue().equals("date")) {
                ops.add(Arbitraries.of(DURATIONS).map(it -> condition(field.getKey(), "within_last", it)));
            }
            return Arbitraries.oneOf(ops);
        });
    }

    private static Map<String, Object> condition(String field, String op, Object value) {
        return Map.of("field", field, "op", op, "value", value);
    }

    /** Of longer texts sometimes the beginning, the middle or the end. */
    private static String part(String text) {
        var points = text.codePoints().toArray();
        if (points.length < 3) {
            return text;
        }
        var from = points.length % 3;
        return new String(points, from, points.length - 2);
    }

    private static Arbitrary<Object> valuesFor(String field, String type) {
        return switch (type) {
            case "text" ->
                switch (field) {
                    case "email" ->
                        Arbitraries.of("ADA1@x.example", "bob2@X.example", "a%b", "_", "zoe", "@", "x_y3@x.example");
                    case "phone" ->
                        Arbitraries.of("+49 30 10001", "(030)", "+1415-10002", "+498910003", "4930", "1000", "+");
                    default -> Arbitraries.of(TEXTS).map(it -> it);
                };
            case "words" ->
                Arbitraries.of("form", "FORM", "api", "or", "_", "verified_identity", "\",\"", "i", "[", "xform");
            case "number" ->
                Arbitraries.oneOf(
                        Arbitraries.of(NUMBERS),
                        Arbitraries.of(
                                new BigDecimal("1.00000000015"),
                                new BigDecimal("1e30"),
                                new BigDecimal("1.0"),
                                new BigDecimal("-1e-30")));
            case "boolean" -> Arbitraries.of(true, false).map(it -> it);
            case "date" -> Arbitraries.of(DAYS).map(LocalDate::toString);
            default ->
                Arbitraries.oneOf(
                        Arbitraries.of(TIMES).map(Instant::toString),
                        Arbitraries.of(
                                "2026-03-01",
                                "2026-02-28",
                                "1970-01-01",
                                "2026-03-01T13:30:00.0005+01:00",
                                "2026-03-01T12:30:00.000499999Z",
                                "2026-03-01T12:30:00.000500001Z"));
        };
    }

    /** The language, evaluated in memory, from its description alone. */
    private static final class Judge {
        static boolean finds(Map<?, ?> filter, Person person) {
            if (filter.get("all") instanceof List<?> all) {
                return all.stream().allMatch(it -> finds((Map<?, ?>) it, person));
            }
            if (filter.get("any") instanceof List<?> any) {
                return any.stream().anyMatch(it -> finds((Map<?, ?>) it, person));
            }
            if (filter.get("not") instanceof Map<?, ?> not) {
                return !finds(not, person);
            }
            var field = (String) Objects.requireNonNull(filter.get("field"));
            Object value = Objects.requireNonNullElse(filter.get("value"), "");
            var values = person.of(field);
            return switch ((String) filter.get("op")) {
                case "is_set" -> !values.isEmpty();
                case "is_not_set" -> values.isEmpty();
                case "eq" -> values.stream().anyMatch(it -> compare(field, it, value) == 0);
                case "ne" -> values.stream().noneMatch(it -> compare(field, it, value) == 0);
                case "in" -> values.stream().anyMatch(it -> isIn(field, it, value));
                case "not_in" -> values.stream().noneMatch(it -> isIn(field, it, value));
                case "contains" -> values.stream().anyMatch(it -> key(field, it).contains(key(field, value)));
                case "not_contains" ->
                    values.stream().noneMatch(it -> key(field, it).contains(key(field, value)));
                case "starts_with" ->
                    values.stream().anyMatch(it -> key(field, it).startsWith(key(field, value)));
                case "ends_with" ->
                    values.stream().anyMatch(it -> key(field, it).endsWith(key(field, value)));
                case "gt" -> values.stream().anyMatch(it -> compare(field, it, value) > 0);
                case "gte" -> values.stream().anyMatch(it -> compare(field, it, value) >= 0);
                case "lt" -> values.stream().anyMatch(it -> compare(field, it, value) < 0);
                case "lte" -> values.stream().anyMatch(it -> compare(field, it, value) <= 0);
                case "between" ->
                    values.stream()
                            .anyMatch(it -> compare(field, it, ((List<?>) value).get(0)) >= 0
                                    && compare(field, it, ((List<?>) value).get(1)) <= 0);
                default -> values.stream().anyMatch(it -> isWithin(it, (String) value));
            };
        }

        private static boolean isIn(String field, Object held, Object list) {
            return ((List<?>) list).stream().anyMatch(it -> compare(field, held, it) == 0);
        }

        private static String key(String field, Object text) {
            var plain = field.equals("phone") ? text.toString().replaceAll("[\\s()./-]", "") : text.toString();
            if (field.equals("email")) {
                return plain.toLowerCase(Locale.ROOT);
            }
            var key = new StringBuilder();
            Normalizer.normalize(plain, Normalizer.Form.NFC)
                    .codePoints()
                    .map(c -> Character.toLowerCase(Character.toUpperCase(c)))
                    .forEach(key::appendCodePoint);
            return key.toString();
        }

        private static int compare(String field, Object held, Object value) {
            if (held instanceof String) {
                return Arrays.compare(
                        key(field, held).codePoints().toArray(),
                        key(field, value).codePoints().toArray());
            }
            if (held instanceof BigDecimal number) {
                return number.compareTo((BigDecimal) value);
            }
            if (held instanceof Boolean flag) {
                return flag.compareTo((Boolean) value);
            }
            var text = value.toString();
            if (held instanceof LocalDate date) {
                return date.compareTo(LocalDate.parse(text));
            }
            var time = (Instant) held;
            return text.length() == 10
                    ? time.atZone(ZoneOffset.UTC).toLocalDate().compareTo(LocalDate.parse(text))
                    : time.compareTo(java.time.OffsetDateTime.parse(text).toInstant());
        }

        private static boolean isWithin(Object held, String duration) {
            var now = NOW.atOffset(ZoneOffset.UTC);
            var since = now;
            if (duration.contains("5000Y") || duration.contains("2147483647Y")) {
                since = LocalDate.of(1, 1, 1).atStartOfDay().atOffset(ZoneOffset.UTC);
            } else if (duration.equals("P1DT30M")) {
                since = now.minusDays(1).minusMinutes(30);
            } else if (duration.startsWith("PT")) {
                since = now.minus(Duration.parse(duration));
            } else {
                since = now.minus(Period.parse(duration));
            }
            if (held instanceof LocalDate date) {
                return !date.isBefore(since.toLocalDate()) && !date.isAfter(now.toLocalDate());
            }
            var time = (Instant) held;
            return !time.isBefore(since.toInstant()) && !time.isAfter(NOW);
        }

        static Comparator<Person> order(List<Map.Entry<String, Boolean>> sort) {
            var order = Comparator.comparing((Person person) -> 0);
            var ascending = true;
            for (var by : sort) {
                ascending = by.getValue();
                order = order.thenComparing(order(by.getKey(), ascending));
            }
            Comparator<Person> ids =
                    (one, other) -> one.id().toString().compareTo(other.id().toString());
            return order.thenComparing(ascending ? ids : ids.reversed());
        }

        private static Comparator<Person> order(String field, boolean ascending) {
            return (one, other) -> {
                var first = one.of(field);
                var second = other.of(field);
                if (first.isEmpty() || second.isEmpty()) {
                    return Boolean.compare(first.isEmpty(), second.isEmpty());
                }
                var value = second.get(0);
                var compared = compare(
                        field,
                        first.get(0),
                        value instanceof LocalDate || value instanceof Instant ? value.toString() : value);
                return ascending ? compared : -compared;
            };
        }
    }
}
