package org.foyer.contacts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foyer.contacts.internal.ContactsFixture.MEMBER;
import static org.foyer.contacts.internal.ContactsFixture.json;
import static org.foyer.contacts.internal.LeadFixture.NOW;
import static org.foyer.contacts.internal.LeadFixture.OTHER_WORKSPACE;
import static org.foyer.contacts.internal.LeadFixture.WORKSPACE;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.foyer.contracts.contacts.ContactDeleted;
import org.foyer.contracts.contacts.ContactView;
import org.foyer.platform.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RetentionServiceTest {
    private static <T> T retention(ContactsApplication app, Instant time, Function<RetentionService, T> use) {
        var clock = Clock.fixed(time, ZoneOffset.UTC);
        return app.database()
                .inTransaction(entityManager -> use.apply(new RetentionService(
                        new SubjectRepository(entityManager),
                        new ContactsService(
                                new ContactRepository(entityManager),
                                new DuplicateRepository(entityManager),
                                new IdentityLocks(entityManager),
                                app.events(),
                                clock),
                        clock)));
    }

    private static void nightAt(ContactsApplication app, Instant time) {
        var more = true;
        while (more) {
            more = retention(app, time, RetentionService::step);
        }
    }

    private static ContactView made(ContactsApplication app, String name, Instant time) {
        app.clockAt(time);
        return app.call(contacts -> contacts.create(MEMBER, json("name", name)));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void deletesContactsThatNeitherChangedNorWereSeenForSoLong(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            var month = Duration.ofDays(31);
            made(app, "old", NOW);
            var changed = made(app, "changed", NOW);
            var younger = made(app, "younger", NOW.plusSeconds(1));
            app.clockAt(NOW.plus(month));
            app.call(contacts -> contacts.change(MEMBER, changed.id(), json("name", "renamed")));
            nightAt(app, NOW.plus(Duration.ofDays(4000)));
            assertThat(app.all()).as("without a rule").hasSize(3);

            retention(app, NOW, service -> service.put(OTHER_WORKSPACE, json("contacts_after", "P1D")));
            retention(app, NOW, service -> service.put(WORKSPACE, json("contacts_after", "P1M", "leads_after", "P1D")));
            app.events().taken();
            nightAt(app, NOW.atZone(ZoneOffset.UTC).plusMonths(1).toInstant());
            assertThat(app.all()).as("not a moment too early").hasSize(3);
            nightAt(
                    app,
                    NOW.atZone(ZoneOffset.UTC)
                            .plusMonths(1)
                            .plusNanos(1_000_000)
                            .toInstant());
            assertThat(app.all()).extracting(ContactView::id).containsExactlyInAnyOrder(changed.id(), younger.id());
            assertThat(app.events().taken())
                    .singleElement()
                    .isInstanceOfSatisfying(ContactDeleted.class, event -> assertThat(event.actor())
                            .isEqualTo("system"));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void deletesAnyNumberInBoundedSteps(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            ContactsFixture.fill(app.database(), kind, WORKSPACE, 1, RetentionService.BATCH + 1);
            retention(app, NOW, service -> service.put(WORKSPACE, json("contacts_after", "P1D")));
            var later = NOW.plus(Duration.ofDays(400));
            assertThat(retention(app, later, RetentionService::step)).isTrue();
            assertThat(app.all()).hasSize(1);
            nightAt(app, later);
            assertThat(app.all()).isEmpty();
        }
    }
}
