package org.foyer.contacts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.foyer.contacts.internal.LeadFixture.NOW;
import static org.foyer.contacts.internal.LeadFixture.OTHER_WORKSPACE;
import static org.foyer.contacts.internal.LeadFixture.WORKSPACE;
import static org.foyer.contacts.internal.LeadFixture.api;
import static org.foyer.contacts.internal.LeadFixture.elsewhere;
import static org.foyer.contacts.internal.LeadFixture.form;
import static org.foyer.contacts.internal.LeadFixture.formAt;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.foyer.contracts.contacts.ContactView;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ContactsServiceTest {
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void makesAContactOfALeadFromNobodyKnown(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            var submitted = NOW.minusSeconds(3);
            var lead = formAt(submitted, "name", "Ada 🦊", "email", "Ada@example.com", "phone", "+4930123456");

            app.deliver(lead);

            var contact = app.contactOf(lead);
            assertThat(contact.workspaceId()).isEqualTo(WORKSPACE);
            assertThat(contact.name()).isEqualTo("Ada 🦊");
            assertThat(contact.email()).isEqualTo("Ada@example.com");
            assertThat(contact.phone()).isEqualTo("+4930123456");
            assertThat(contact.externalId()).isNull();
            assertThat(contact.customAttributes()).isEmpty();
            assertThat(contact.sources()).containsExactly("form");
            assertThat(contact.createdAt()).isEqualTo(NOW);
            assertThat(contact.updatedAt()).isEqualTo(NOW);
            assertThat(contact.lastSeenAt()).isEqualTo(submitted);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void findsThePersonByEmailInAnyCaseAndFillsOnlyWhatIsMissing(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            var first = form("email", "Ada@example.com", "name", "Ada");
            var second = form("email", "aDA@example.com", "name", "Eve", "phone", "+4930123456");

            app.deliver(first);
            app.deliver(second);

            assertThat(app.all()).hasSize(1);
            var contact = app.contactOf(second);
            assertThat(contact.id()).isEqualTo(app.contactOf(first).id());
            assertThat(contact.name()).isEqualTo("Ada");
            assertThat(contact.email()).isEqualTo("Ada@example.com");
            assertThat(contact.phone()).isEqualTo("+4930123456");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void findsThePersonByPhoneWhenNobodyOwnsTheEmail(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            app.deliver(form("phone", "+4930123456"));

            app.deliver(form("phone", "+4930123456", "email", "ada@example.com"));

            assertThat(app.all()).singleElement().satisfies(contact -> {
                assertThat(contact.phone()).isEqualTo("+4930123456");
                assertThat(contact.email()).isEqualTo("ada@example.com");
            });
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void keepsTheEmailOfAPersonFoundByPhone(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            app.deliver(form("phone", "+4930123456", "email", "ada@example.com"));
            var lead = form("phone", "+4930123456", "email", "eve@example.com");

            app.deliver(lead);

            assertThat(app.all()).hasSize(1);
            assertThat(app.contactOf(lead).email()).isEqualTo("ada@example.com");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void givesALeadOfTwoPeopleToTheOwnerOfTheEmailAndMergesNothing(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            var ada = form("email", "ada@example.com");
            var bob = form("phone", "+4930123456");
            app.deliver(ada);
            app.deliver(bob);
            var both = form("email", "ada@example.com", "phone", "+4930123456", "name", "Ada");

            app.deliver(both);

            assertThat(app.all()).hasSize(2);
            var owner = app.contactOf(both);
            assertThat(owner.id()).isEqualTo(app.contactOf(ada).id());
            assertThat(owner.phone()).isNull();
            assertThat(owner.name()).isEqualTo("Ada");
            var other = app.contactOf(bob);
            assertThat(other.phone()).isEqualTo("+4930123456");
            assertThat(other.email()).isNull();
            assertThat(other.name()).isNull();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void makesAContactOfEveryLeadWithOnlyAName(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            var first = form("name", "Ada");
            var second = form("name", "Ada");

            app.deliver(first);
            app.deliver(second);

            assertThat(app.contactOf(first).id())
                    .isNotEqualTo(app.contactOf(second).id());
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void ignoresFieldsItDoesNotKnow(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            var lead = form("email", "ada@example.com", "plan", "gold");

            app.deliver(lead);

            assertThat(app.contactOf(lead).customAttributes()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void changesNothingWhenALeadIsDeliveredAgain(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            var lead = form("name", "Ada");
            app.deliver(lead);
            var before = app.contactOf(lead);

            app.clockAt(NOW.plus(Duration.ofHours(1)));
            app.deliver(lead);

            assertThat(app.all()).containsExactly(before);
            assertThat(app.registeredLeads()).isEqualTo(1);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void movesLastSeenForwardOnly(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            var late = formAt(NOW, "email", "ada@example.com");
            app.deliver(late);

            app.deliver(formAt(NOW.minusSeconds(60), "email", "ada@example.com"));
            assertThat(app.contactOf(late).lastSeenAt()).isEqualTo(NOW);

            app.deliver(formAt(NOW.plusSeconds(60), "email", "ada@example.com"));
            assertThat(app.contactOf(late).lastSeenAt()).isEqualTo(NOW.plusSeconds(60));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void hasNotSeenAPersonAProgramTellsOf(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            var lead = api("email", "ada@example.com");

            app.deliver(lead);

            assertThat(app.contactOf(lead).lastSeenAt()).isNull();
            assertThat(app.contactOf(lead).sources()).containsExactly("api");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void collectsTheSourcesInOrder(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            var lead = form("email", "ada@example.com");

            app.deliver(lead);
            app.deliver(api("email", "ada@example.com"));
            app.deliver(form("email", "ada@example.com"));

            assertThat(app.contactOf(lead).sources()).containsExactly("form", "api");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void saysWhenAContactWasLastChanged(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            var lead = form("email", "ada@example.com");
            app.deliver(lead);

            app.clockAt(NOW.plusSeconds(10));
            app.deliver(form("email", "ada@example.com", "name", "Ada"));
            app.clockAt(NOW.plusSeconds(20));
            app.deliver(formAt(NOW.plusSeconds(20), "email", "ada@example.com"));

            assertThat(app.contactOf(lead).createdAt()).isEqualTo(NOW);
            assertThat(app.contactOf(lead).updatedAt()).isEqualTo(NOW.plusSeconds(10));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void keepsTheLongestValuesALeadCanHave(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            var name = "🦊".repeat(1000);
            var email = "İ".repeat(242) + "@example.com";
            var lead = form("name", name, "email", email);

            app.deliver(lead);

            assertThat(app.contactOf(lead).name()).isEqualTo(name);
            assertThat(app.contactOf(lead).email()).isEqualTo(email);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void knowsTheSamePersonInEachWorkspaceApart(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            var here = form("email", "ada@example.com", "phone", "+4930123456");
            var there = elsewhere("email", "ada@example.com", "phone", "+4930123456");

            app.deliver(here);
            app.deliver(there);

            assertThat(app.contactOf(here).id())
                    .isNotEqualTo(app.contactOf(there).id());
            assertThat(app.all()).containsExactly(app.contactOf(here));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void refusesAContactThatDoesNotExistOrIsForeign(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            var lead = form("email", "ada@example.com");
            app.deliver(lead);
            var id = app.contactOf(lead).id();

            for (var attempt : List.<Runnable>of(
                    () -> app.call(contacts -> contacts.get(OTHER_WORKSPACE, id)),
                    () -> app.call(contacts -> contacts.get(WORKSPACE, UUID.randomUUID())))) {
                assertThatThrownBy(attempt::run)
                        .asInstanceOf(InstanceOfAssertFactories.type(Refusal.class))
                        .extracting(Refusal::kind)
                        .isEqualTo(Refusal.Kind.NOT_FOUND);
            }
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void tellsTheContactsOfRegisteredLeadsOnly(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            var ada = form("email", "ada@example.com");
            var adaAgain = form("email", "ada@example.com");
            var bob = form("email", "bob@example.com");
            var notYet = form("email", "eve@example.com");
            var foreign = elsewhere("email", "ada@example.com");
            List.of(ada, adaAgain, bob, foreign).forEach(app::deliver);

            var contacts = app.contactsOf(List.of(ada, adaAgain, bob, notYet, foreign));

            assertThat(contacts).containsOnlyKeys(ada.leadId(), adaAgain.leadId(), bob.leadId());
            assertThat(contacts.get(ada.leadId())).isEqualTo(contacts.get(adaAgain.leadId()));
            assertThat(contacts.get(bob.leadId())).isNotEqualTo(contacts.get(ada.leadId()));
            assertThat(app.contactsOf(List.of())).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void listsTheNewestFirstPageByPageEachOnce(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            // three share a time, so that ties are cut by a page's end
            for (var seconds : new int[] {0, 7, 7, 7, 9, 3}) {
                app.clockAt(NOW.plusSeconds(seconds));
                app.deliver(form("name", "at " + seconds));
            }
            app.deliver(elsewhere("name", "foreign"));

            var listed = new ArrayList<ContactView>();
            Page<ContactView> page = app.call(contacts -> contacts.list(WORKSPACE, new PageRequest(2, null)));
            listed.addAll(page.items());
            while (page.next() != null) {
                var request = new PageRequest(2, page.next());
                page = app.call(contacts -> contacts.list(WORKSPACE, request));
                assertThat(page.items()).hasSizeLessThanOrEqualTo(2);
                listed.addAll(page.items());
            }

            assertThat(listed)
                    .extracting(ContactView::name)
                    .containsExactly("at 9", "at 7", "at 7", "at 7", "at 3", "at 0");
            assertThat(listed).doesNotHaveDuplicates();
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void refusesACursorItDidNotGiveOut(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            assertThatThrownBy(() -> app.call(contacts -> contacts.list(WORKSPACE, new PageRequest(2, "nonsense"))))
                    .asInstanceOf(InstanceOfAssertFactories.type(Refusal.class))
                    .extracting(Refusal::kind)
                    .isEqualTo(Refusal.Kind.INVALID);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void letsTheDatabaseRefuseAnExternalIdOfTwoContacts(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            app.deliver(form("name", "Ada"));
            app.deliver(form("name", "Bob"));
            app.execute("update contacts.contact set external_id = 'crm-1' where name = 'Ada'");

            assertThatThrownBy(
                            () -> app.execute("update contacts.contact set external_id = 'crm-1' where name = 'Bob'"))
                    .hasMessageContaining("contact_external_id");
        }
    }
}
