package org.foyer.contacts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.filter.Filter;
import org.foyer.platform.id.Ids;
import org.foyer.platform.table.Column;
import org.foyer.platform.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContactListTest {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final Origin ORIGIN = new Origin("api", "system", NOW);

    private final UUID workspace = UUID.randomUUID();

    private Contact contact(String name, String email, String phone, String... more) {
        var phones = new ArrayList<>(List.of(new ContactState.Value(phone, ORIGIN)));
        for (var number : more) {
            phones.add(new ContactState.Value(number, ORIGIN));
        }
        return Contact.restored(new ContactState(
                Ids.next(),
                workspace,
                null,
                null,
                name,
                ORIGIN,
                List.of(new ContactState.Value(email, ORIGIN)),
                phones,
                List.of(),
                List.of("api"),
                "api",
                "system",
                NOW,
                NOW,
                null));
    }

    private Selection selection(@Nullable String text) {
        return new Selection(workspace, ContactFields.of(new Attributes(List::of)), Filter.EVERYTHING, text, NOW);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void findsPartOfANameAnAddressOrAnyNumber(TestDatabase.Kind kind) {
        try (var database = TestDatabase.of(kind, "contacts")) {
            database.transact(entityManager -> {
                entityManager.persist(contact("Zo\u00EB 100%_x", "zoe@acme.example", "+14155550100", "+4930901820"));
                entityManager.persist(contact("Bob", "bob@corp.example", "+14155550199"));
            });
            database.transact(entityManager -> {
                var list = new ContactList(entityManager);
                var sort = List.of(SortBy.NEWEST_FIRST);
                for (var text : List.of("ZOE\u0308", "acme", "100%_", "415 555 01 00", "+49 (30) 90", "901820")) {
                    assertThat(list.page(selection(text), sort, null, 10))
                            .as(text)
                            .singleElement()
                            .satisfies(row -> assertThat(row.contact().name()).startsWith("Zo"));
                }
                assertThat(list.page(selection("%"), sort, null, 10)).hasSize(1);
                assertThat(list.page(selection("example"), sort, null, 10)).hasSize(2);
                assertThat(list.page(selection("bobbob"), sort, null, 10)).isEmpty();
                assertThat(list.count(selection("example"), 1)).isEqualTo(1);
            });
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aSearchThatTakesTooLongIsRefusedAndTheNextIsNotHurried(TestDatabase.Kind kind) {
        try (var database = TestDatabase.of(kind, "contacts")) {
            var slow = kind == TestDatabase.Kind.H2
                    ? "select count(*) from system_range(1, 100000) a, system_range(1, 100000) b where a.\"X\" + b.\"X\" = 7"
                    : "select count(*) from generate_series(1, 100000) a(x), generate_series(1, 100000) b(x) where a.x + b.x = 7";
            var refusal = catchThrowableOfType(
                    Refusal.class,
                    () -> database.transact(entityManager -> new ContactList(entityManager)
                            .within(
                                    Duration.ofMillis(50),
                                    () -> entityManager.createNativeQuery(slow).getSingleResult())));
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.RULE_VIOLATED);
            assertThat(refusal).hasMessageContaining("0.05 seconds");
            assertThat(database.<Object>inTransaction(entityManager ->
                            entityManager.createNativeQuery("select 1").getSingleResult()))
                    .isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void anExportSeesOneMomentAlthoughOthersWrite(TestDatabase.Kind kind) {
        try (var database = TestDatabase.of(kind, "contacts")) {
            database.transact(entityManager -> entityManager.persist(contact("Ada", "ada@x.example", "+14155550100")));
            var seen = new ArrayList<String>();
            database.transact(entityManager -> {
                var rows = new ContactRows(entityManager);
                rows.inOneSnapshot(() -> {
                    var before = rows.count(selection(null));
                    database.transact(other -> other.persist(contact("Bob", "bob@x.example", "+14155550101")));
                    assertThat(rows.count(selection(null))).isEqualTo(before);
                    rows.each(selection(null), List.of(new Column("name")), row -> seen.add((String) row.get(0)));
                });
            });
            assertThat(seen).containsExactly("Ada");
            database.transact(entityManager -> assertThat(new ContactRows(entityManager).count(selection(null)))
                    .isEqualTo(2));
        }
    }
}
