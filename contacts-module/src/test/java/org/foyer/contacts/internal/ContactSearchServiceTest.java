package org.foyer.contacts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.foyer.contacts.internal.ContactsFixture.fill;
import static org.foyer.contacts.internal.ContactsFixture.json;
import static org.foyer.contacts.internal.LeadFixture.NOW;
import static org.foyer.contacts.internal.LeadFixture.WORKSPACE;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.foyer.contracts.contacts.FoundContacts;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContactSearchServiceTest {
    private static FoundContacts search(TestDatabase database, Duration limit, Map<String, Object> body) {
        return database.inTransaction(entityManager -> new ContactSearchService(
                        new ContactRepository(entityManager),
                        new ContactList(entityManager),
                        new SegmentRepository(entityManager),
                        new ContactsSettings(limit, Duration.ofHours(1)),
                        Clock.fixed(NOW, ZoneOffset.UTC))
                .search(WORKSPACE, body));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void countsExactlyUpToTenThousand(TestDatabase.Kind kind) {
        try (var database = TestDatabase.of(kind, "contacts")) {
            fill(database, kind, WORKSPACE, 1, 10_000);
            fill(database, kind, UUID.randomUUID(), 20_001, 20_010);
            var limit = Duration.ofSeconds(30);
            var all = search(database, limit, json("limit", 1));
            assertThat(all.count()).isEqualTo(10_000);
            assertThat(all.exact()).isTrue();
            fill(database, kind, WORKSPACE, 10_001, 10_001);
            var more = search(database, limit, json("limit", 1));
            assertThat(more.count()).isEqualTo(10_000);
            assertThat(more.exact()).isFalse();
            var some = search(database, limit, json("q", "P1000", "limit", 1));
            assertThat(some.count()).isEqualTo(3);
            assertThat(some.exact()).isTrue();

            var conditions = IntStream.range(0, 100)
                    .mapToObj(i -> Map.of("field", "name", "op", "contains", "value", "no such name " + i))
                    .toList();
            var slow = json("filter", Map.of("any", conditions));
            var refusal = catchThrowableOfType(Refusal.class, () -> search(database, Duration.ofMillis(1), slow));
            assertThat(refusal.kind()).isEqualTo(Refusal.Kind.RULE_VIOLATED);
        }
    }
}
