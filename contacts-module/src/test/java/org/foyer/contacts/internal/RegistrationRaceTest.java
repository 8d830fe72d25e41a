package org.foyer.contacts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foyer.contacts.internal.ContactsFixture.KEY;
import static org.foyer.contacts.internal.ContactsFixture.MEMBER;
import static org.foyer.contacts.internal.LeadFixture.form;

import jakarta.persistence.OptimisticLockException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.foyer.contracts.contacts.Contacts.BatchResult;
import org.foyer.contracts.conversations.LeadSubmitted;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** However many say something about one person at once, they take turns: nobody fails, nobody waits in a circle. */
class RegistrationRaceTest {
    private static final int AT_ONCE = 20;

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void makesOneContactOfAHundredInAnyMixAndFailsNone(TestDatabase.Kind kind) throws Exception {
        try (var app = new ContactsApplication(kind)) {
            var person = Map.<String, Object>of("email", "ada@example.com", "phone", "+4930123456");
            var conflicts = new ConcurrentLinkedQueue<Refusal>();
            var work = IntStream.range(0, 100)
                    .mapToObj(i -> (Runnable) () -> {
                        switch (i % 4) {
                            case 0 -> app.deliver(form("email", "ADA@example.com", "phone", "+4930123456"));
                            case 1 -> {
                                try {
                                    app.call(contacts -> contacts.create(MEMBER, person));
                                } catch (Refusal refusal) {
                                    conflicts.add(refusal);
                                }
                            }
                            case 2 -> app.call(contacts -> contacts.upsert(KEY, "crm-1", person));
                            default -> {
                                var rows = Map.<String, Object>of(
                                        "contacts", List.of(person, Map.of("phone", "+4930123456")));
                                List<BatchResult> results = app.call(contacts -> contacts.batch(KEY, rows));
                                assertThat(results)
                                        .extracting(BatchResult::status)
                                        .doesNotContain("error");
                            }
                        }
                    })
                    .toList();

            assertThat(atOnce(work)).isEmpty();

            assertThat(conflicts).isNotEmpty().allSatisfy(refusal -> assertThat(refusal.kind())
                    .isEqualTo(Refusal.Kind.CONFLICT));
            assertThat(app.all()).singleElement().satisfies(contact -> {
                assertThat(contact.externalId()).isEqualTo("crm-1");
                assertThat(contact.phone()).isEqualTo("+4930123456");
            });
            assertThat(app.registeredLeads()).isEqualTo(25);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void registersALeadDeliveredManyTimesAtOnceOnce(TestDatabase.Kind kind) throws Exception {
        try (var app = new ContactsApplication(kind)) {
            var lead = form("name", "Ada");

            assertThat(atOnce(IntStream.range(0, AT_ONCE)
                            .mapToObj(i -> (Runnable) () -> app.deliver(lead))
                            .toList()))
                    .isEmpty();

            assertThat(app.all()).hasSize(1);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void losesNoValueOfParallelWrites(TestDatabase.Kind kind) throws Exception {
        try (var app = new ContactsApplication(kind)) {
            var leads = new ArrayList<LeadSubmitted>();
            for (int i = 0; i < AT_ONCE / 2; i++) {
                leads.add(form("email", "person" + i + "@example.com", "name", "Person " + i));
                leads.add(form("email", "PERSON" + i + "@example.com", "phone", "+49301234" + i));
            }

            assertThat(atOnce(leads.stream()
                            .map(lead -> (Runnable) () -> app.deliver(lead))
                            .toList()))
                    .isEmpty();

            assertThat(app.all()).hasSize(AT_ONCE / 2).allSatisfy(contact -> {
                assertThat(contact.name()).isNotNull();
                assertThat(contact.phone()).isNotNull();
            });
            assertThat(new HashSet<>(app.contactsOf(leads).values())).hasSize(AT_ONCE / 2);
        }
    }

    // Batches that name the same people in opposite order, while these are changed and deleted: the classic circle.
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void neverDeadlocks(TestDatabase.Kind kind) throws Exception {
        try (var app = new ContactsApplication(kind)) {
            var forth = IntStream.range(0, 30)
                    .mapToObj(i -> Map.<String, Object>of(
                            "email", "p" + i + "@example.com", "phone", "+4930123" + (100 + i), "external_id", "x" + i))
                    .toList();
            var back = new ArrayList<>(forth);
            Collections.reverse(back);
            var work = IntStream.range(0, AT_ONCE)
                    .mapToObj(i -> (Runnable) () -> {
                        if (i % 5 == 4) {
                            app.all().stream().limit(3).forEach(contact -> {
                                try {
                                    app.call(contacts -> contacts.change(
                                            MEMBER, contact.id(), Map.of("phone", "+4930124" + (100 + i))));
                                } catch (Refusal | OptimisticLockException e) {
                                    // another one has that number by now, or the contact just got others
                                }
                            });
                        } else {
                            app.call(contacts -> contacts.batch(KEY, Map.of("contacts", i % 2 == 0 ? forth : back)));
                        }
                    })
                    .toList();

            for (int round = 0; round < 3; round++) {
                assertThat(atOnce(work)).isEmpty();
            }
            assertThat(app.all()).hasSizeLessThanOrEqualTo(60);
        }
    }

    /** Each on a thread of its own, all from one start; answers what failed. */
    private static Queue<Throwable> atOnce(List<Runnable> work) throws Exception {
        var failures = new ConcurrentLinkedQueue<Throwable>();
        var threads = Executors.newFixedThreadPool(Math.min(work.size(), AT_ONCE));
        var start = new CyclicBarrier(Math.min(work.size(), AT_ONCE));
        try {
            var running = new ArrayList<Future<?>>();
            for (int i = 0; i < work.size(); i++) {
                var one = work.get(i);
                var first = i < AT_ONCE;
                running.add(threads.submit(() -> {
                    if (first) {
                        start.await();
                    }
                    try {
                        one.run();
                    } catch (RuntimeException | AssertionError e) {
                        failures.add(e);
                    }
                    return null;
                }));
            }
            for (var each : running) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
        return failures;
    }
}
