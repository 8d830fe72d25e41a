package org.foyer.contacts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.foyer.contacts.internal.ContactsFixture.MEMBER;
import static org.foyer.contacts.internal.ContactsFixture.json;
import static org.foyer.contacts.internal.LeadFixture.NOW;
import static org.foyer.contacts.internal.LeadFixture.WORKSPACE;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.jobs.Job;
import org.foyer.platform.jobs.Jobs;
import org.foyer.platform.table.SpooledFile;
import org.foyer.platform.table.TableFormat;
import org.foyer.platform.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Exports in the background, step by step as the job takes them. */
class ContactExportsServiceTest {
    private static final Duration KEPT = Duration.ofHours(24);

    /** The test runs the steps itself. */
    private static final class NoJobs extends Jobs {
        @Override
        public void submit(Job job, UUID id) {}
    }

    private static <T> T at(TestDatabase database, Instant time, Function<ContactExportsService, T> use) {
        return database.inTransaction(entityManager -> use.apply(new ContactExportsService(
                new ContactExportRepository(entityManager),
                new ContactRepository(entityManager),
                new SegmentRepository(entityManager),
                new ContactRows(entityManager),
                new ContactsSettings(Duration.ofSeconds(10), KEPT),
                new NoJobs(),
                Clock.fixed(time, ZoneOffset.UTC))));
    }

    private static <T> T now(TestDatabase database, Function<ContactExportsService, T> use) {
        return at(database, NOW, use);
    }

    private static String state(TestDatabase database, Instant time, UUID export) {
        return at(database, time, exports -> exports.get(WORKSPACE, export).state());
    }

    private static String file(TestDatabase database, Instant time, UUID export) {
        var out = new ByteArrayOutputStream();
        at(database, time, exports -> {
            exports.read(WORKSPACE, export, out);
            return true;
        });
        return out.toString(StandardCharsets.UTF_8);
    }

    private static void make(TestDatabase database, UUID export, List<Long> progress) {
        var made = SpooledFile.write(
                "contacts",
                TableFormat.CSV,
                out -> now(database, exports -> {
                    exports.make(export, out, (rows, total) -> progress.add(rows * 1_000_000 + total));
                    return true;
                }));
        now(database, exports -> {
            exports.keep(export, made);
            return true;
        });
        made.remove();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void areMadeAnewAfterACrashKeptForADayAndThenGone(TestDatabase.Kind kind) {
        try (var database = TestDatabase.of(kind, "contacts")) {
            ContactsFixture.fill(database, kind, WORKSPACE, 1, 12_000);
            var export = now(
                            database,
                            exports -> exports.submit(
                                    MEMBER,
                                    json(
                                            "columns", List.of("name"),
                                            "filter", json("field", "name", "op", "starts_with", "value", "p1"))))
                    .id();
            assertThat(state(database, NOW, export)).isEqualTo("queued");
            var early = catchThrowableOfType(Refusal.class, () -> file(database, NOW, export));
            assertThat(early.kind()).isEqualTo(Refusal.Kind.CONFLICT);

            now(database, exports -> exports.begin(export)); // and the node dies
            assertThat(state(database, NOW, export)).isEqualTo("running");
            var begunAgain = now(database, exports -> exports.begin(export));
            assertThat(begunAgain).contains(TableFormat.CSV);
            now(database, exports -> {
                exports.wrote(export, 10, 3112);
                return true;
            });
            var underWay = now(database, exports -> exports.get(WORKSPACE, export));
            assertThat(underWay.rows()).isEqualTo(10);
            var progress = new ArrayList<Long>();
            make(database, export, progress);

            // 1, 10–19, 100–199, 1000–1999, 10000–12000
            var rows = 1 + 10 + 100 + 1000 + 2001;
            assertThat(progress).containsExactly(rows * 1_000_000L + rows);
            assertThat(state(database, NOW, export)).isEqualTo("done");
            assertThat(file(database, NOW, export).lines()).hasSize(rows + 1).startsWith("name", "p12000", "p11999");

            var more = now(database, ContactExportsService::removeExpired);
            assertThat(more).isFalse();
            assertThat(state(database, NOW.plus(KEPT), export)).isEqualTo("expired");
            var late = catchThrowableOfType(Refusal.class, () -> file(database, NOW.plus(KEPT), export));
            assertThat(late.kind()).isEqualTo(Refusal.Kind.CONFLICT);
            at(database, NOW.plus(KEPT), ContactExportsService::removeExpired);
            assertThat(catchThrowableOfType(Refusal.class, () -> state(database, NOW, export))
                            .kind())
                    .isEqualTo(Refusal.Kind.NOT_FOUND);
            assertThat(database.<Long>inTransaction(entityManager -> entityManager
                            .createQuery("select count(p) from ContactExportPiece p", Long.class)
                            .getSingleResult()))
                    .isZero();
        }
    }
}
