package org.foyer.contacts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.foyer.contacts.internal.LeadFixture.OTHER_WORKSPACE;
import static org.foyer.contacts.internal.LeadFixture.WORKSPACE;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.foyer.contracts.contacts.ImportRowView;
import org.foyer.contracts.contacts.ImportView;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.refusal.Violation;
import org.foyer.contracts.workspace.Caller;
import org.foyer.contracts.workspace.Scope;
import org.foyer.platform.jobs.Job;
import org.foyer.platform.jobs.Jobs;
import org.foyer.platform.testing.HandClock;
import org.foyer.platform.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ImportsServiceTest {
    private static final Caller CALLER =
            new Caller(WORKSPACE, UUID.randomUUID(), null, Set.of(Scope.WRITE), null, false, null);
    private static final Caller STRANGER =
            new Caller(OTHER_WORKSPACE, UUID.randomUUID(), null, Set.of(Scope.WRITE), null, false, null);

    @TempDir
    private Path directory;

    private final HandClock clock = new HandClock(LeadFixture.NOW);
    private @Nullable TestDatabase database;
    private @Nullable OpenImportFiles open;

    @AfterEach
    void closeDatabase() {
        if (database != null) {
            database.close();
        }
    }

    // The application, a transaction a call

    private <T> T call(Function<ImportsService, T> use) {
        return Objects.requireNonNull(database).inTransaction(entityManager -> {
            var files = new ImportFiles(directory);
            if (open == null) {
                open = new OpenImportFiles(files);
            }
            return use.apply(new ImportsService(
                    new ImportRepository(entityManager),
                    new ContactRepository(entityManager),
                    new ContactsService(
                            new ContactRepository(entityManager),
                            new DuplicateRepository(entityManager),
                            new IdentityLocks(entityManager),
                            new FiredEvents(),
                            clock),
                    files,
                    open,
                    new NoJobs(),
                    new ImportJob(),
                    clock));
        });
    }

    /** The test runs the steps itself. */
    private static final class NoJobs extends Jobs {
        @Override
        public void submit(Job job, UUID id) {}
    }

    private void on(TestDatabase.Kind kind) {
        database = TestDatabase.of(kind, "contacts");
    }

    private void sql(String sql) {
        Objects.requireNonNull(database)
                .transact(entityManager -> entityManager.createNativeQuery(sql).executeUpdate());
    }

    private long count(String sql) {
        return Objects.requireNonNull(database)
                .inTransaction(entityManager ->
                        ((Number) entityManager.createNativeQuery(sql).getSingleResult()).longValue());
    }

    private List<?> rowsOf(String sql) {
        return Objects.requireNonNull(database)
                .inTransaction(entityManager ->
                        entityManager.createNativeQuery(sql, Object.class).getResultList());
    }

    private void attribute(String name, String type) {
        sql(
                "insert into contacts.custom_attribute (id, workspace_id, name, name_key, label, type, archived, created_at,"
                        + " updated_at, version) values ('" + UUID.randomUUID() + "', '" + WORKSPACE + "', '" + name
                        + "', '"
                        + name + "', '" + name + " label', '" + type
                        + "', false, current_timestamp, current_timestamp, 0)");
    }

    private ImportView started(byte[] file, String name, Map<String, Object> options) {
        return call(imports -> {
            try {
                var place = imports.placeForUpload();
                Files.write(place, file);
                return imports.start(CALLER, place, name, options);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
    }

    private ImportView worked(UUID id) {
        while (call(imports -> imports.step(id))) {
            clock.forward(Duration.ofSeconds(1));
        }
        call(imports -> {
            imports.releaseFile(id);
            return true;
        });
        return call(imports -> imports.get(WORKSPACE, id));
    }

    private ImportView imported(String csv) {
        return imported(csv, Map.of());
    }

    private ImportView imported(String csv, Map<String, Object> options) {
        clock.forward(Duration.ofMinutes(1));
        return worked(started(csv.getBytes(StandardCharsets.UTF_8), "people.csv", options)
                .id());
    }

    private List<ImportRowView> rows(ImportView view) {
        return call(imports -> imports.rows(WORKSPACE, view.id(), null, new PageRequest(100, null)))
                .items();
    }

    private List<Violation> violations(byte[] file, Map<String, Object> options) {
        try {
            started(file, "people.csv", options);
            return List.of();
        } catch (Refusal refusal) {
            return refusal.violations();
        }
    }

    private static ImportView.Counts counts(long created, long changed, long same, long conflict, long invalid) {
        return new ImportView.Counts(
                created + changed + same + conflict + invalid, created, changed, same, conflict, invalid);
    }

    // Reading

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void makesContactsWithEveryKindOfValue(TestDatabase.Kind kind) {
        on(kind);
        attribute("plan", "text");
        attribute("seats", "number");
        attribute("vip", "boolean");
        attribute("since", "date");

        var view = imported("""
                External ID,First name,Last name,E-Mail,Phone,plan,Seats label,VIP,Since,Colour
                c-1,Ana,Müller,Ana@EXAMPLE.com,030 901820,Pro,12.50,yes,2026-01-31,red
                c-2,,,bo@example.com,,,,,,
                """, Map.of("default_region", "DE"));

        assertThat(view.counts()).isEqualTo(counts(2, 0, 0, 0, 0));
        assertThat(view.state()).isEqualTo("completed");
        assertThat(view.progress()).isEqualTo(1);
        assertThat(view.fileKept()).isFalse();
        assertThat(view.columns())
                .contains(new ImportView.Column("Seats label", "custom.seats"), new ImportView.Column("Colour", null));
        assertThat(
                        rowsOf(
                                "select external_id || '|' || name || '|' || name_key || '|' || email || '|' || email_key || '|' ||"
                                        + " phone || '|' || created_source || '|' || sources from contacts.contact where external_id = 'c-1'"))
                .isEqualTo(List.of(
                        "c-1|Ana Müller|ana müller|Ana@example.com|ana@example.com|+4930901820|import|[\"import\"]"));
        assertThat(count("select count(*) from contacts.contact_attribute a where a.text_value = 'Pro' or"
                        + " a.number_value = 12.5 or a.boolean_value or a.date_value = date '2026-01-31'"))
                .isEqualTo(4);
        assertThat(count("select count(*) from contacts.contact_email where is_primary and source = 'import'"))
                .isEqualTo(2);
        assertThat(directory.resolve("imports")).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void reportsWhatIsInTheDatabase(TestDatabase.Kind kind) {
        on(kind);
        imported("email,name\nana@example.com,Ana\nbo@example.com,Bo\n");
        sql("update contacts.contact set name_source = 'manual' where name = 'Bo'");
        imported("external_id,email\nx-1,cy@example.com\n");

        var view = imported("""
                external_id,email,name,phone
                ,ana@example.com,Anna,
                ,bo@example.com,Bob,
                ,cy@example.com,,
                ,new@example.com,New,
                ,new@EXAMPLE.com,New,
                x-1,ana@example.com,,
                ,no address,,
                ,,Nobody,
                ,dee@example.com,Dee,12
                """);

        assertThat(view.counts()).isEqualTo(counts(1, 1, 2, 2, 3));
        assertThat(rows(view))
                .extracting(ImportRowView::row, ImportRowView::outcome)
                .map(tuple -> tuple.toList().toString())
                .containsExactly(
                        "[2, changed]",
                        "[3, conflict]",
                        "[5, created]",
                        "[6, same]",
                        "[7, conflict]",
                        "[8, invalid]",
                        "[9, invalid]",
                        "[10, invalid]");
        assertThat(rows(view).get(0).changes().get("name")).isNotNull().satisfies(change -> {
            assertThat(change.before()).isEqualTo("Ana");
            assertThat(change.after()).isEqualTo("Anna");
        });
        assertThat(rows(view).get(1).reason()).contains("name", "stronger");
        assertThat(rows(view).get(3).repeats()).isEqualTo(5);
        assertThat(rows(view).get(4).reason()).contains("external_id of contact", "email of contact");
        assertThat(rows(view).get(5).reason()).contains("email");
        assertThat(rows(view).get(5).original()).containsExactly("", "no address", "", "");
        assertThat(count("select count(*) from contacts.contact")).isEqualTo(4);
        assertThat(count("select count(*) from contacts.contact where name in ('Anna', 'Bo', 'New')"))
                .isEqualTo(3);
        var lines = new ArrayList<Long>();
        call(imports -> {
            imports.errors(WORKSPACE, view.id(), row -> lines.add(row.row()));
            return true;
        });
        assertThat(lines).containsExactly(3L, 7L, 8L, 9L, 10L);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void replacesWhatAStrongerSourceSaidOnlyWhenTold(TestDatabase.Kind kind) {
        on(kind);
        imported("email,name\nana@example.com,Ana\n");
        sql("update contacts.contact set name_source = 'manual'");

        assertThat(imported("email,name\nana@example.com,Anna\n").counts()).isEqualTo(counts(0, 0, 0, 1, 0));
        assertThat(imported("email,name\nana@example.com,Anna\n", Map.of("overwrite", true))
                        .counts())
                .isEqualTo(counts(0, 1, 0, 0, 0));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void readsNdjson(TestDatabase.Kind kind) {
        on(kind);
        attribute("seats", "number");
        var view = worked(started("""
                        {"email":"ana@example.com","custom_attributes":{"seats":3}}

                        {"email":
                        {"email":["x"]}
                        {"email":"bo@example.com","custom.seats":"4","other":{"a":1}}
                        """.getBytes(StandardCharsets.UTF_8), "people.ndjson", Map.of())
                .id());

        assertThat(view.format()).isEqualTo("ndjson");
        assertThat(view.counts()).isEqualTo(counts(2, 0, 0, 0, 2));
        assertThat(rows(view)).extracting(ImportRowView::row).containsExactly(1L, 3L, 4L, 5L);
        assertThat(count("select count(*) from contacts.contact_attribute where number_value in (3, 4)"))
                .isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`\uFEFFemail,name\r\nana@example.com,Ana\r\n`",
                "`email;name\nana@example.com;Ana`",
                "`email\tname\nana@example.com\tAna\n`",
                "`sep=;\nemail;name\nana@example.com;Ana\n`",
                "`email,name,\nana@example.com,Ana,,\n,,\n\n`",
                "`email,name\n\"=\"\"ana@example.com\"\"\",Ana`",
                "`email,email,name\nana@example.com,other,Ana\n`",
            })
    void readsCsvAsSpreadsheetsWriteIt(String csv) {
        on(TestDatabase.Kind.H2);
        assertThat(imported(csv).counts()).isEqualTo(counts(1, 0, 0, 0, 0));
        assertThat(count("select count(*) from contacts.contact where email = 'ana@example.com' and name = 'Ana'"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"UTF-16LE,", "windows-1252,windows-1252"})
    void readsOtherEncodings(String encoding, @Nullable String said) {
        on(TestDatabase.Kind.H2);
        var mark = encoding.startsWith("UTF-16") ? "\uFEFF" : "";
        var options = new HashMap<String, Object>();
        if (said != null) {
            options.put("encoding", said);
        }
        var view = started(
                (mark + "email,name\nana@example.com,Jürgen\n").getBytes(Charset.forName(encoding)), "a.csv", options);
        assertThat(worked(view.id()).counts().created()).isEqualTo(1);
        assertThat(count("select count(*) from contacts.contact where name = 'Jürgen'"))
                .isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void blamesTheRowForWhatIsWrongWithIt(TestDatabase.Kind kind) throws IOException {
        on(kind);
        var bytes = new java.io.ByteArrayOutputStream();
        bytes.write("email,name\nana@example.com,Ana,too,many\nbo@example.com,".getBytes(StandardCharsets.UTF_8));
        bytes.write(0xFF);
        bytes.write(("\ncy@example.com,\"" + "x".repeat(10 * 1024 * 1024) + "\"\n").getBytes(StandardCharsets.UTF_8));
        bytes.write("dee@example.com,a\u0000b\ned@example.com,Ed\nflo@example.com\n".getBytes(StandardCharsets.UTF_8));
        var view = worked(
                started(bytes.toByteArray(), "a.csv", Map.of("mapping", Map.of("email", "email", "name", "name")))
                        .id());

        assertThat(view.counts()).isEqualTo(counts(2, 0, 0, 0, 4));
        assertThat(rows(view).stream()
                        .filter(row -> row.outcome().equals("invalid"))
                        .map(row -> row.row() + " " + row.reason()))
                .containsExactly(
                        "2 has 4 fields, but the header has 2",
                        "3 has bytes that are not UTF-8",
                        "4 name must have at most 255 characters",
                        "5 name must not have control characters");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void failsAtAQuoteThatIsNeverClosedAndKeepsWhatCameBefore(TestDatabase.Kind kind) {
        on(kind);
        var view = imported("email,name\nana@example.com,Ana\nbo@example.com,\"Bo\n" + "x,y\n".repeat(5 * 1024 * 1024));

        assertThat(view.state()).isEqualTo("failed");
        assertThat(view.failure()).contains("a quote may never be closed");
        assertThat(view.counts()).isEqualTo(counts(1, 0, 0, 0, 0));
        assertThat(count("select count(*) from contacts.contact")).isEqualTo(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void refusesFilesAndOptionsThatMakeNoSense(TestDatabase.Kind kind) {
        on(kind);
        attribute("plan", "text");
        var file = "email,colour\nana@example.com,red\n".getBytes(StandardCharsets.UTF_8);
        var nothing = new byte[0];
        assertThat(violations(nothing, Map.of())).extracting(Violation::pointer).containsExactly("/file");
        assertThat(violations(new byte[] {'P', 'K', 3, 4, 0, 0, 0}, Map.of()))
                .extracting(Violation::pointer)
                .containsExactly("/file");
        assertThat(violations("e,Jürgen,Jürgen,Jürgen,ÄÖÜ".getBytes(StandardCharsets.ISO_8859_1), Map.of()))
                .singleElement()
                .satisfies(violation -> assertThat(violation.message()).contains("windows-1252"));
        assertThat(violations("a,b\n1,2\n".getBytes(StandardCharsets.UTF_8), Map.of()))
                .extracting(Violation::pointer)
                .containsExactly("/mapping");
        var wrong = Map.<String, Object>of(
                "mapping",
                Map.of("email", "e-mail", "colour", "custom.plan", "size", "name"),
                "delimiter",
                "x",
                "encoding",
                "utf-99",
                "default_region",
                "XX",
                "format",
                "xls",
                "dry_run",
                "maybe",
                "speed",
                "fast");
        assertThat(violations(file, wrong))
                .extracting(Violation::pointer)
                .contains("/delimiter", "/encoding", "/default_region", "/format", "/dry_run", "/speed");
        assertThat(violations(
                        file, Map.of("mapping", Map.of("email", "e-mail", "colour", "custom.nix", "size", "name"))))
                .extracting(Violation::pointer)
                .containsExactlyInAnyOrder("/mapping/email", "/mapping/colour", "/mapping/size");
        assertThat(violations(file, Map.of("mapping", Map.of("email", "email", "colour", "email"))))
                .extracting(Violation::pointer)
                .containsExactly("/mapping/colour");
        assertThat(count("select count(*) from contacts.contact_import")).isZero();
    }

    // Dry runs

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void tellsInADryRunWhatWouldBecomeOfEachRowAndDoesItFromTheSameFile(TestDatabase.Kind kind) {
        on(kind);
        imported("email,name\nana@example.com,Ana\n");
        var file = """
                email,name,phone
                ana@example.com,Anna,
                bo@example.com,Bo,
                bo@example.com,,+4930901820
                new@example.com,New,+4930901820
                ana@example.com,Anna,
                """;

        var tried = imported(file, Map.of("dry_run", true));

        assertThat(tried.dryRun()).isTrue();
        assertThat(tried.fileKept()).isTrue();
        assertThat(tried.counts()).isEqualTo(counts(1, 2, 1, 1, 0));
        assertThat(rows(tried).get(0).changes().get("name")).isNotNull();
        assertThat(rows(tried).get(1).changes()).containsOnlyKeys("email", "name");
        assertThat(rows(tried).get(1).contactId()).isNull();
        assertThat(rows(tried).get(2).repeats()).isEqualTo(3);
        assertThat(count("select count(*) from contacts.contact")).isEqualTo(1);
        assertThat(count("select count(*) from contacts.contact where name = 'Ana'"))
                .isEqualTo(1);

        var real =
                worked(call(imports -> imports.startTried(CALLER, tried.id())).id());
        assertThat(real.counts()).isEqualTo(tried.counts());
        assertThat(count("select count(*) from contacts.contact where name in ('Anna', 'Bo')"))
                .isEqualTo(2);
        assertThatThrownBy(() -> call(imports -> imports.startTried(CALLER, tried.id())))
                .isInstanceOf(Refusal.class);
        assertThat(directory.resolve("imports")).isEmptyDirectory();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void remembersInADryRunWhatEarlierChunksWouldHaveDone(TestDatabase.Kind kind) {
        on(kind);
        var file = "email,name\n"
                + IntStream.range(0, ImportsService.CHUNK + 500)
                        .mapToObj(i -> "p" + i % ImportsService.CHUNK + "@example.com,P" + i)
                        .collect(Collectors.joining("\n"));
        var tried = imported(file, Map.of("dry_run", true));
        assertThat(tried.counts()).isEqualTo(counts(ImportsService.CHUNK, 500, 0, 0, 0));
        assertThat(worked(call(imports -> imports.startTried(CALLER, tried.id()))
                                .id())
                        .counts())
                .isEqualTo(tried.counts());
        assertThat(count("select count(*) from contacts.contact")).isEqualTo(ImportsService.CHUNK);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void takesTheExternalIdOfAMergedContactForTheSurvivor(TestDatabase.Kind kind) {
        on(kind);
        imported("external_id,email\nnew,ana@example.com\n");
        sql("insert into contacts.contact_redirect (merged_id, workspace_id, survivor_id, merge_id, external_id, since)"
                + " select '" + UUID.randomUUID() + "', workspace_id, id, id, 'old', created_at from contacts.contact");
        var file = "external_id,email,name\nold,,Ana\nold,other@example.com,Ana Silva\n";

        var tried = imported(file, Map.of("dry_run", true, "overwrite", true));
        assertThat(tried.counts()).isEqualTo(counts(0, 2, 0, 0, 0));
        assertThat(imported(file, Map.of("overwrite", true)).counts()).isEqualTo(tried.counts());
        assertThat(rowsOf("select external_id from contacts.contact"))
                .singleElement()
                .isEqualTo("new");
        assertThat(rowsOf("select name from contacts.contact")).singleElement().isEqualTo("Ana Silva");
    }

    // Going on

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void goesOnBehindTheLastCommittedChunkWithoutARowTwice(TestDatabase.Kind kind) {
        on(kind);
        var rows = 2 * ImportsService.CHUNK + 300;
        var file = "\uFEFFemail\n"
                + IntStream.range(0, rows)
                        .mapToObj(i -> "p" + i + "@example.com\n\n")
                        .collect(Collectors.joining());
        var view = started(file.getBytes(StandardCharsets.UTF_8), "a.csv", Map.of());
        call(imports -> imports.step(view.id()));
        assertThatThrownBy(() -> call(imports -> {
                    imports.step(view.id());
                    throw new IllegalStateException("the node dies before the commit");
                }))
                .hasMessageContaining("dies");
        assertThat(call(imports -> imports.get(WORKSPACE, view.id())).counts().rows())
                .isEqualTo(ImportsService.CHUNK);
        open = null;

        var done = worked(view.id());

        assertThat(done.counts()).isEqualTo(counts(rows, 0, 0, 0, 0));
        assertThat(count("select count(*) from contacts.contact")).isEqualTo(rows);
    }

    // Undoing

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void undoesExactlyWhatNobodyChangedSince(TestDatabase.Kind kind) {
        on(kind);
        attribute("plan", "text");
        imported("email,name,plan,phone\nana@example.com,Ana,Free,+4930901820\nbo@example.com,Bo,Free,\n");
        var before = rowsOf("select cast(id as varchar) || name || updated_at from contacts.contact order by id");
        var values =
                rowsOf("select text_value || source || set_at from contacts.contact_attribute order by contact_id");
        clock.forward(Duration.ofHours(1));
        var view = imported("""
                email,name,plan
                ana@example.com,Anna,Pro
                bo@example.com,Bob,Pro
                new@example.com,New,Pro
                new@example.com,Newer,Max
                cy@example.com,Cy,
                """);
        assertThat(view.counts()).isEqualTo(counts(2, 3, 0, 0, 0));
        sql("update contacts.contact set updated_at = current_timestamp, name = 'Cyrus' where name = 'Cy'");

        call(imports -> imports.undo(CALLER, view.id()));
        var undone = worked(view.id());

        assertThat(undone.state()).isEqualTo("undone");
        assertThat(undone.undone()).isEqualTo(new ImportView.Undone(1, 3, 1));
        assertThat(
                        rowsOf(
                                "select cast(id as varchar) || name || updated_at from contacts.contact where name <> 'Cyrus' order by id"))
                .isEqualTo(before);
        assertThat(rowsOf("select text_value || source || set_at from contacts.contact_attribute order by contact_id"))
                .isEqualTo(values);
        assertThat(rows(undone))
                .filteredOn(row -> "kept".equals(row.undone()))
                .singleElement()
                .satisfies(row -> assertThat(row.undoReason()).contains("changed since"));
        assertThatThrownBy(() -> call(imports -> imports.undo(CALLER, view.id())))
                .isInstanceOf(Refusal.class);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void restoresFieldByFieldWhatSomebodyElseLeftAlone(TestDatabase.Kind kind) {
        on(kind);
        attribute("plan", "text");
        imported("email,name,plan\nana@example.com,Ana,Free\n");
        var view = imported("email,name,plan\nana@example.com,Anna,Pro\n");
        sql("update contacts.contact set updated_at = updated_at + interval '1' second, name = 'Annika'");

        call(imports -> imports.undo(CALLER, view.id()));
        var undone = worked(view.id());

        assertThat(undone.undone()).isEqualTo(new ImportView.Undone(0, 1, 0));
        assertThat(count("select count(*) from contacts.contact where name = 'Annika'"))
                .isEqualTo(1);
        assertThat(count("select count(*) from contacts.contact_attribute where text_value = 'Free'"))
                .isEqualTo(1);
        assertThat(rows(undone).get(0).undoReason()).contains("name");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void keepsImportsApartFromOtherWorkspaces(TestDatabase.Kind kind) {
        on(kind);
        var view = imported("email\nana@example.com\n");
        assertThatThrownBy(() -> call(imports -> imports.get(OTHER_WORKSPACE, view.id())))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() -> call(imports -> imports.undo(STRANGER, view.id())))
                .isInstanceOf(Refusal.class);
        assertThatThrownBy(() ->
                        call(imports -> imports.rows(OTHER_WORKSPACE, view.id(), null, new PageRequest(10, null))))
                .isInstanceOf(Refusal.class);
        List<ImportView> listed = call(
                imports -> imports.list(WORKSPACE, new PageRequest(10, null)).items());
        assertThat(listed).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void forgetsFilesAndDetailsInTime(TestDatabase.Kind kind) {
        on(kind);
        imported("email\nana@example.com\n", Map.of("dry_run", true));
        while (call(ImportsService::tidy)) {}
        assertThat(directory.resolve("imports")).isNotEmptyDirectory();

        clock.forward(Duration.ofDays(20_000));
        while (call(ImportsService::tidy)) {}

        assertThat(directory.resolve("imports")).isEmptyDirectory();
        assertThat(count("select count(*) from contacts.contact_import")).isZero();
        assertThat(count("select count(*) from contacts.contact_import_row")).isZero();
    }
}
