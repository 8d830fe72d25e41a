package org.foyer.contacts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.foyer.contacts.internal.LeadFixture.NOW;
import static org.foyer.contacts.internal.LeadFixture.form;
import static org.foyer.contacts.internal.LeadFixture.formAt;

import jakarta.persistence.OptimisticLockException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.foyer.contacts.internal.ContactsApplication.FailedInsideTheObserver;
import org.foyer.contracts.contacts.ContactView;
import org.foyer.contracts.conversations.LeadSubmitted;
import org.foyer.platform.testing.TestDatabase;
import org.hibernate.exception.ConstraintViolationException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a person does at once from several sides: the database decides, the platform's retry finds what it decided. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class RegistrationRaceTest {
    private static final int THREADS = 20;
    private static final int ATTEMPTS = 200;
    private static final Set<String> DEADLOCKS = Set.of("40P01", "40001"); // PostgreSQL's, H2's

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void failsInsideTheObserverWhenTheEmailWasJustTaken(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            var winner = form("email", "ada@example.com", "name", "Ada");
            var loser = form("email", "Ada@example.com", "phone", "+4930123456");

            assertThatThrownBy(() -> app.deliverWhile(() -> app.deliver(winner), loser))
                    .isInstanceOf(FailedInsideTheObserver.class)
                    .hasCauseInstanceOf(ConstraintViolationException.class);
            assertThat(app.contactsOf(List.of(winner, loser))).containsOnlyKeys(winner.leadId());

            app.deliver(loser);
            assertThat(app.all()).singleElement().satisfies(contact -> {
                assertThat(contact.name()).isEqualTo("Ada");
                assertThat(contact.phone()).isEqualTo("+4930123456");
            });
            assertThat(app.contactsOf(List.of(winner, loser))).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void failsInsideTheObserverWhenThePhoneWasJustTaken(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            var winner = form("phone", "+4930123456");
            var loser = form("phone", "+4930123456", "email", "ada@example.com");

            assertThatThrownBy(() -> app.deliverWhile(() -> app.deliver(winner), loser))
                    .isInstanceOf(FailedInsideTheObserver.class)
                    .hasCauseInstanceOf(ConstraintViolationException.class);

            app.deliver(loser);
            assertThat(app.all()).singleElement().extracting(ContactView::email).isEqualTo("ada@example.com");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void failsInsideTheObserverWhenTheContactWasJustChanged(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            app.deliver(form("email", "ada@example.com"));
            var named = form("email", "ada@example.com", "name", "Ada");
            var phoned = form("email", "ada@example.com", "phone", "+4930123456");

            assertThatThrownBy(() -> app.deliverWhile(() -> app.deliver(named), phoned))
                    .isInstanceOf(FailedInsideTheObserver.class)
                    .hasCauseInstanceOf(OptimisticLockException.class);

            app.deliver(phoned);
            assertThat(app.contactOf(phoned).name()).isEqualTo("Ada");
            assertThat(app.contactOf(phoned).phone()).isEqualTo("+4930123456");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void makesNoSecondContactWhenOneLeadIsDeliveredTwiceAtOnce(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            var lead = form("name", "Ada");

            assertThatThrownBy(() -> app.deliverWhile(() -> app.deliver(lead), lead))
                    .isInstanceOf(FailedInsideTheObserver.class);

            app.deliver(lead);
            assertThat(app.all()).hasSize(1);
            assertThat(app.registeredLeads()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void makesOneContactOfManyParallelLeadsOfOneEmail(TestDatabase.Kind kind) throws Exception {
        try (var app = new ContactsApplication(kind)) {
            var leads = IntStream.range(0, THREADS)
                    .mapToObj(i ->
                            formAt(NOW.plusSeconds(i), "email", i % 2 == 0 ? "ada@example.com" : "ADA@example.com"))
                    .toList();

            var failures = deliverAtOnce(app, leads);

            assertThat(failures).allSatisfy(failure -> assertThat(failure)
                    .isInstanceOfAny(ConstraintViolationException.class, OptimisticLockException.class));
            assertThat(app.all()).hasSize(1);
            assertThat(app.registeredLeads()).isEqualTo(THREADS);
            var contacts = app.contactsOf(leads);
            assertThat(contacts).hasSize(THREADS);
            assertThat(new HashSet<>(contacts.values())).hasSize(1);
            assertThat(app.all().get(0).lastSeenAt()).isEqualTo(NOW.plusSeconds(THREADS - 1));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void losesNoValueOfParallelLeads(TestDatabase.Kind kind) throws Exception {
        try (var app = new ContactsApplication(kind)) {
            var people = IntStream.range(0, THREADS / 2)
                    .mapToObj(i -> "person" + i + "@example.com")
                    .toList();
            people.forEach(email -> app.deliver(form("email", email)));
            var leads = people.stream()
                    .flatMap(email -> Stream.of(
                            form("email", email, "name", "Name of " + email),
                            form("email", email, "phone", "+49301234" + people.indexOf(email))))
                    .toList();

            var failures = deliverAtOnce(app, leads);

            assertThat(failures).allSatisfy(failure -> assertThat(failure).isInstanceOf(OptimisticLockException.class));
            assertThat(app.all()).hasSize(people.size()).allSatisfy(contact -> {
                assertThat(contact.name()).isEqualTo("Name of " + contact.email());
                assertThat(contact.phone()).isEqualTo("+49301234" + people.indexOf(contact.email()));
            });
            assertThat(app.contactsOf(leads)).hasSize(leads.size());
        }
    }

    // Several rounds: in the first one the threads still wait for their connections and hardly meet.
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void doesNotDeadlockWhenParallelLeadsBringTheSameValue(TestDatabase.Kind kind) throws Exception {
        try (var app = new ContactsApplication(kind)) {
            for (int round = 0; round < 5; round++) {
                var email = "person" + round + "@example.com";
                var phone = "+49301234" + round;
                app.deliver(form("email", email));
                var leads = IntStream.range(0, THREADS)
                        .mapToObj(i -> form("email", email, "phone", phone))
                        .toList();

                var failures = deliverAtOnce(app, leads);

                assertThat(failures).noneMatch(RegistrationRaceTest::isDeadlock);
                assertThat(app.contactsOf(leads)).hasSize(THREADS);
            }
        }
    }

    /** Each on a thread of its own, all from one start, each retried until it succeeds; answers what failed. */
    private static Queue<RuntimeException> deliverAtOnce(ContactsApplication app, List<LeadSubmitted> leads)
            throws Exception {
        var failures = new ConcurrentLinkedQueue<RuntimeException>();
        var start = new CyclicBarrier(leads.size());
        var threads = Executors.newFixedThreadPool(leads.size());
        try {
            var running = new ArrayList<Future<?>>();
            for (var lead : leads) {
                running.add(threads.submit(() -> {
                    start.await();
                    deliverUntilDone(app, lead, failures);
                    return null;
                }));
            }
            for (var delivery : running) {
                delivery.get();
            }
        } finally {
            threads.shutdownNow();
        }
        return failures;
    }

    private static void deliverUntilDone(
            ContactsApplication app, LeadSubmitted lead, Queue<RuntimeException> failures) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            try {
                app.deliver(lead);
                return;
            } catch (RuntimeException e) {
                failures.add(e);
            }
        }
        Assertions.fail("not delivered after %d attempts", ATTEMPTS);
    }

    private static boolean isDeadlock(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && DEADLOCKS.contains(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }
}
