package org.foyer.conversations.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.foyer.contracts.conversations.AnalyticsQuery;
import org.foyer.contracts.conversations.FormView;
import org.foyer.contracts.conversations.FunnelCounts;
import org.foyer.contracts.conversations.LeadFormsReport;
import org.foyer.platform.testing.TestDatabase;
import org.jspecify.annotations.Nullable;

/** Whatever happens in whatever order: the numbers are those of a recount of what is stored as having happened. */
class TallyProperties {
    private static final List<String> PAGES = List.of("/", "/pricing", "/a b", "");
    private static final List<String> SITES = List.of("https://www.search.example/q", "https://shop.example/", "");
    private static final List<ZoneId> ZONES = List.of(
            ZoneId.of("UTC"), ZoneId.of("Europe/Berlin"), ZoneId.of("Asia/Kathmandu"), ZoneId.of("America/New_York"));

    /** What is stored of one event, with what it is grouped by. */
    private record Fact(
            String type, @Nullable String field, @Nullable Integer seconds, Instant at, String page, String source) {}

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void countsOnH2WhatARecountCounts(@ForAll long seed) {
        countsWhatARecountCounts(TestDatabase.Kind.H2, seed);
    }

    @Property(tries = 6, shrinking = ShrinkingMode.OFF)
    void countsOnPostgresWhatARecountCounts(@ForAll long seed) {
        countsWhatARecountCounts(TestDatabase.Kind.POSTGRESQL, seed);
    }

    private static void countsWhatARecountCounts(TestDatabase.Kind kind, long seed) {
        var random = new Random(seed);
        var fixture = ConversationFixture.collecting(kind, "name", "email");
        var history = new History(fixture, random);
        for (int i = 0; i < 40; i++) {
            history.goesOn();
        }
        compare(fixture, random);
        for (var added = fixture.addsUp(7); added > 0; ) {
            added = fixture.addsUp(7);
        }
        compare(fixture, random);
        rebuild(fixture);
        compare(fixture, random);
        fixture.addsUp(1_000_000);
        compare(fixture, random);
    }

    /** What the operations manual says to do with tallies that can't be trusted. */
    private static void rebuild(ConversationFixture fixture) {
        var script = migration();
        fixture.stored(entityManager -> {
            entityManager.createNativeQuery("set schema 'conversations'").executeUpdate();
            entityManager.createNativeQuery("delete from tally").executeUpdate();
            entityManager.createNativeQuery("delete from tally_entry").executeUpdate();
            for (var statement :
                    script.substring(script.indexOf("-- all that is counted")).split(";", -1)) {
                if (!statement.isBlank()) {
                    entityManager
                            .createNativeQuery(statement.replaceAll("(?m)^--.*$", ""))
                            .executeUpdate();
                }
            }
            return true;
        });
    }

    private static String migration() {
        try (var stream =
                TallyProperties.class.getResourceAsStream("/db/migration/conversations/V005__add_numbers.sql")) {
            return new String(
                    java.util.Objects.requireNonNull(stream).readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static final class History {
        private final ConversationFixture fixture;
        private final Random random;
        private final List<ConversationFixture.Talk> talks = new ArrayList<>();
        private final List<Map.Entry<ConversationFixture.Talk, FormView>> forms = new ArrayList<>();
        private final List<UUID> leads = new ArrayList<>();

        private History(ConversationFixture fixture, Random random) {
            this.fixture = fixture;
            this.random = random;
        }

        private <T> T any(List<T> of) {
            return of.get(random.nextInt(of.size()));
        }

        private void goesOn() {
            fixture.clock.forward(Duration.ofSeconds(random.nextInt(2000)));
            var what = random.nextInt(14);
            if (talks.isEmpty() || what == 0) {
                var page = any(PAGES);
                talks.add(fixture.aConversation(
                        "{'page_url':'" + (page.isEmpty() ? "" : "https://shop.example" + page + "?x=1")
                                + "','referrer':'" + any(SITES) + "'"
                                + (random.nextBoolean() ? ",'utm':{'utm_source':'ads'}" : "") + "}",
                        talks.isEmpty() || random.nextBoolean() ? null : any(talks).token));
            } else if (forms.isEmpty() || what < 4) {
                var talk = any(talks);
                ConversationFixture.formsIn(talk.says(ConversationFixture.EXPLICIT))
                        .forEach(form -> forms.add(Map.entry(talk, form)));
            } else if (what < 8) {
                tells(
                        any(forms),
                        any(List.of(
                                "{'event':'seen'}",
                                "{'event':'started'}",
                                "{'event':'field_completed','field':'email'}",
                                "{'event':'field_error','field':'email'}")));
            } else if (what < 10) {
                var form = any(forms);
                attempt(() -> leads.add(form.getKey()
                        .submits(
                                form.getValue(),
                                "{'fields':{'email':'a@example.com'}" + (random.nextInt(4) == 0 ? ",'website':'x'" : "")
                                        + "}")
                        .leadId()));
            } else if (what == 10) {
                var form = any(forms);
                attempt(() -> form.getKey().dismisses(form.getValue()));
            } else if (what == 11) {
                fixture.clock.forward(Duration.ofHours(random.nextInt(40)));
                fixture.expiresForms();
            } else if (what == 12) {
                fixture.addsUp(1 + random.nextInt(20));
            } else if (!leads.isEmpty()) {
                var lead = any(leads);
                attempt(() -> fixture.marks(lead, random.nextBoolean() ? "spam" : "new"));
                if (random.nextInt(3) == 0) {
                    attempt(() -> fixture.leads(all -> {
                        all.delete(fixture.workspace, lead);
                        return true;
                    }));
                }
            }
        }

        private static void tells(Map.Entry<ConversationFixture.Talk, FormView> form, String progress) {
            attempt(() -> form.getKey().tells(form.getValue(), progress));
        }

        private static void attempt(Runnable command) {
            try {
                command.run();
            } catch (org.foyer.contracts.refusal.Refusal refused) {
                // a closed form, a deleted lead: nothing happened then
            }
        }
    }

    private static void compare(ConversationFixture fixture, Random random) {
        var zone = ZONES.get(random.nextInt(ZONES.size()));
        var from = ConversationFixture.START
                .minus(random.nextInt(50), ChronoUnit.HOURS)
                .plusSeconds(random.nextInt(9000));
        var to = fixture.clock.instant().plus(random.nextInt(30) - 15, ChronoUnit.HOURS);
        if (!from.isBefore(to)) {
            to = from.plusSeconds(1);
        }
        for (var interval : List.of("hour", "day", "week", "month")) {
            for (var group : List.of("agent", "page", "source")) {
                var query = new AnalyticsQuery(
                        fixture.workspace, null, zone, from.toString(), to.toString(), interval, group);
                agrees(fixture, query, fixture.analytics(analytics -> analytics.leadForms(query)));
            }
        }
        var query = new AnalyticsQuery(
                fixture.workspace, fixture.agent.id(), zone, from.toString(), to.toString(), null, null);
        var leads = fixture.analytics(analytics -> analytics.leads(query));
        var conversations = fixture.analytics(analytics -> analytics.conversations(query));
        var begin = leads.range().from();
        var end = leads.range().to();
        assertThat(leads.total())
                .isEqualTo(stored(
                        fixture,
                        "select count(l) from Lead l where l.workspaceId = :w and l.status <> 'SPAM' and l.createdAt >= :from and l.createdAt < :to",
                        begin,
                        end));
        assertThat(conversations.total())
                .isEqualTo(stored(
                        fixture,
                        "select count(c) from Conversation c where c.workspaceId = :w and c.createdAt >= :from and c.createdAt < :to",
                        begin,
                        end));
        assertThat(leads.series().stream().mapToLong(point -> point.count()).sum())
                .isEqualTo(leads.total());
        for (var touch : List.of("first", "last")) {
            for (var by : List.of("source", "page", "medium", "campaign", "referrer")) {
                var sources = fixture.analytics(analytics -> analytics.sources(query, touch, by));
                assertThat(sources.items().stream()
                                .mapToLong(item -> item.counts().leads())
                                .sum())
                        .isEqualTo(leads.total());
                var byItem = new TreeMap<String, Long>();
                sources.items()
                        .forEach(item -> byItem.merge(
                                String.valueOf(item.value()), item.counts().conversations(), Long::sum));
                byItem.values().removeIf(count -> count == 0);
                assertThat(byItem).isEqualTo(conversationsBy(fixture, touch, by, begin, end));
            }
        }
    }

    private static Map<String, Long> conversationsBy(
            ConversationFixture fixture, String touch, String by, Instant from, Instant to) {
        return fixture.stored(entityManager -> {
            var counts = new TreeMap<String, Long>();
            for (var conversation : entityManager
                    .createQuery(
                            "select c from Conversation c where c.workspaceId = :w order by c.createdAt, c.id",
                            Conversation.class)
                    .setParameter("w", fixture.workspace)
                    .getResultList()) {
                if (conversation.createdAt().isBefore(from)
                        || !conversation.createdAt().isBefore(to)) {
                    continue;
                }
                var origin = touch.equals("last")
                        ? conversation
                        : entityManager
                                .createQuery(
                                        "select c from Conversation c where c.visitorId = :v order by c.createdAt, c.id",
                                        Conversation.class)
                                .setParameter("v", conversation.visitorId())
                                .getResultList()
                                .get(0);
                var seen = entityManager.find(Touch.class, origin.id());
                var value =
                        switch (by) {
                            case "source" -> seen.source();
                            case "page" -> seen.page();
                            case "medium" -> seen.medium();
                            case "campaign" -> seen.campaign();
                            default -> seen.referrer();
                        };
                counts.merge(value.isEmpty() ? "null" : value, 1L, Long::sum);
            }
            return counts;
        });
    }

    private static long stored(ConversationFixture fixture, String count, Instant from, Instant to) {
        return fixture.stored(entityManager -> entityManager
                .createQuery(count, Long.class)
                .setParameter("w", fixture.workspace)
                .setParameter("from", from)
                .setParameter("to", to)
                .getSingleResult());
    }

    private static void agrees(ConversationFixture fixture, AnalyticsQuery query, LeadFormsReport report) {
        var range = report.range();
        assertThat(range.from()).isBeforeOrEqualTo(Instant.parse(query.from()));
        assertThat(range.to()).isAfterOrEqualTo(Instant.parse(query.to()));
        var facts = facts(fixture).stream()
                .filter(fact -> !fact.at().isBefore(range.from()) && fact.at().isBefore(range.to()))
                .toList();
        assertThat(report.totals()).isEqualTo(recount(facts));
        var zone = query.timeZone();
        var expected = facts.stream()
                .filter(fact -> fact.field() == null)
                .collect(Collectors.groupingBy(
                        fact -> intervalOf(fact.at(), zone, query.interval()), TreeMap::new, Collectors.toList()));
        var series = new TreeMap<Instant, FunnelCounts>();
        report.series().forEach(point -> series.put(point.start(), point.counts()));
        var nothing = new FunnelCounts(0, 0, 0, 0, 0, 0);
        for (var start : series.keySet()) {
            assertThat(series.get(start)).as("%s", start).isEqualTo(recount(expected.getOrDefault(start, List.of())));
        }
        assertThat(series.keySet()).containsAll(expected.keySet());
        var groups = new TreeMap<String, FunnelCounts>();
        java.util.Objects.requireNonNull(report.groups())
                .forEach(group -> groups.put(String.valueOf(group.key()), group.counts()));
        Function<Fact, String> key =
                switch (String.valueOf(query.groupBy())) {
                    case "agent" -> fact -> fixture.agent.id().toString();
                    case "page" -> fact -> fact.page().isEmpty() ? "null" : fact.page();
                    default -> fact -> fact.source().isEmpty() ? "null" : fact.source();
                };
        var recounted = new TreeMap<String, FunnelCounts>();
        facts.stream().collect(Collectors.groupingBy(key)).forEach((name, some) -> recounted.put(name, recount(some)));
        recounted.values().removeIf(nothing::equals);
        assertThat(groups).isEqualTo(recounted);
        assertThat(report.other()).isEqualTo(nothing);
        var fields = facts.stream()
                .filter(fact -> fact.field() != null)
                .collect(
                        Collectors.groupingBy(fact -> String.valueOf(fact.field()), TreeMap::new, Collectors.toList()));
        assertThat(report.fields())
                .isEqualTo(fields.entrySet().stream()
                        .map(field -> new LeadFormsReport.FieldCount(
                                field.getKey(),
                                of("field_completed", field.getValue()),
                                of("field_error", field.getValue())))
                        .toList());
        var seconds = facts.stream()
                .filter(fact -> fact.seconds() != null)
                .map(Fact::seconds)
                .sorted()
                .toList();
        var n = seconds.size();
        assertThat(report.medianSeconds())
                .isEqualTo(n == 0 ? null : Double.valueOf((seconds.get((n - 1) / 2) + seconds.get(n / 2)) / 2.0));
    }

    private static Instant intervalOf(Instant at, ZoneId zone, @Nullable String interval) {
        var local = ZonedDateTime.ofInstant(at, zone);
        var day = local.toLocalDate();
        return switch (String.valueOf(interval)) {
            case "hour" -> local.truncatedTo(ChronoUnit.HOURS).toInstant();
            case "week" ->
                day.minusDays(day.getDayOfWeek().getValue() - 1L)
                        .atStartOfDay(zone)
                        .toInstant();
            case "month" -> day.withDayOfMonth(1).atStartOfDay(zone).toInstant();
            default -> day.atStartOfDay(zone).toInstant();
        };
    }

    private static List<Fact> facts(ConversationFixture fixture) {
        return fixture.stored(entityManager -> entityManager
                .createQuery("select e from LeadFormEvent e where e.workspaceId = :w", LeadFormEvent.class)
                .setParameter("w", fixture.workspace)
                .getResultStream()
                .map(event -> {
                    var form = entityManager.find(LeadForm.class, event.formId());
                    var touch = entityManager.find(Touch.class, form.conversationId());
                    return new Fact(
                            event.type(),
                            event.field(),
                            event.seconds(),
                            event.happenedAt(),
                            touch.page(),
                            touch.source());
                })
                .toList());
    }

    private static long of(String type, List<Fact> facts) {
        return facts.stream().filter(fact -> fact.type().equals(type)).count();
    }

    private static FunnelCounts recount(List<Fact> facts) {
        return new FunnelCounts(
                of("offered", facts),
                of("seen", facts),
                of("started", facts),
                of("submitted", facts),
                of("dismissed", facts),
                of("expired", facts) - of("expiry_taken_back", facts));
    }
}
