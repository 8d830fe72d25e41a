package org.foyer.contacts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foyer.contacts.internal.ContactsFixture.KEY;
import static org.foyer.contacts.internal.ContactsFixture.KEY_ID;
import static org.foyer.contacts.internal.ContactsFixture.MEMBER;
import static org.foyer.contacts.internal.ContactsFixture.json;
import static org.foyer.contacts.internal.LeadFixture.NOW;
import static org.foyer.contacts.internal.LeadFixture.WORKSPACE;
import static org.foyer.contacts.internal.LeadFixture.form;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.contacts.ContactCreated;
import org.foyer.contracts.contacts.ContactUpdated;
import org.foyer.contracts.contacts.ContactView;
import org.foyer.contracts.contacts.ContactView.OriginView;
import org.foyer.contracts.contacts.DuplicateView;
import org.foyer.contracts.contacts.ValueChange;
import org.foyer.contracts.conversations.VisitorIdentified;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.platform.id.Ids;
import org.foyer.platform.testing.TestDatabase;
import org.hibernate.SessionFactory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whose word stands. */
class ProvenanceTest {
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aSynchronisationLeavesWhatAMemberSaidAndACommandDoesNot(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            var contact = app.call(contacts ->
                    contacts.create(MEMBER, json("external_id", "x", "name", "By hand", "email", "hand@example.com")));

            var synced = app.call(contacts -> contacts.upsert(
                            KEY,
                            "x",
                            json("name", "By program", "email", "program@example.com", "phone", "+4930123456")))
                    .contact();
            assertThat(synced.name()).isEqualTo("By hand");
            assertThat(synced.email()).isEqualTo("hand@example.com");
            assertThat(synced.phone()).isEqualTo("+4930123456");
            assertThat(synced.origins().get("phone")).isEqualTo(new OriginView("api", "api-key:" + KEY_ID, NOW));

            var told = app.call(contacts -> contacts.change(KEY, contact.id(), json("name", "Told to")));
            assertThat(told.name()).isEqualTo("Told to");
            assertThat(told.origins()).hasEntrySatisfying("name", origin -> assertThat(origin.source())
                    .isEqualTo("api"));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aFormFillsOnlyWhatIsEmptyAndAProgramReplacesWhatAFormSaid(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            var lead = form("email", "ada@example.com", "name", "Typed");
            app.deliver(lead);
            app.deliver(form("email", "ada@example.com", "name", "Typed again", "phone", "+4930123456"));
            assertThat(app.contactOf(lead).name()).isEqualTo("Typed");
            assertThat(app.contactOf(lead).phone()).isEqualTo("+4930123456");

            app.call(contacts ->
                    contacts.batch(KEY, json("contacts", List.of(json("email", "ada@example.com", "name", "Ada")))));
            assertThat(app.contactOf(lead).name()).isEqualTo("Ada");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aLeadBringsTypedAttributesUnlessTheyAreArchived(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            app.attributes(attributes -> attributes.create(WORKSPACE, json("name", "seats", "type", "number")));
            app.attributes(
                    attributes -> attributes.create(WORKSPACE, json("name", "old", "type", "text", "archived", true)));
            var lead = form("email", "ada@example.com", "seats", "12.50", "old", "x", "unknown", "y");

            app.deliver(lead);

            var contact = app.contactOf(lead);
            assertThat(contact.customAttributes()).containsExactly(Map.entry("seats", new BigDecimal("12.5")));
            assertThat(contact.origins()).hasEntrySatisfying("custom.seats", origin -> assertThat(origin.source())
                    .isEqualTo("form"));
            app.attributes(attributes -> attributes.change(WORKSPACE, "old", json("archived", false)));
            assertThat(app.contactOf(lead).customAttributes()).doesNotContainKey("old");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void tellsOfChangesAndOfNothingElse(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            var contact = app.call(contacts -> contacts.create(KEY, json("external_id", "x", "name", "Ada")));
            assertThat(app.events().taken()).singleElement().isInstanceOf(ContactCreated.class);

            app.call(contacts -> contacts.upsert(KEY, "x", json("name", "Ada")));
            app.call(contacts -> contacts.change(KEY, contact.id(), json("name", "Ada")));
            assertThat(app.events().taken()).isEmpty();

            app.call(contacts -> contacts.change(KEY, contact.id(), json("name", null, "phone", "+4930123456")));
            assertThat(app.events().taken())
                    .singleElement()
                    .isInstanceOfSatisfying(ContactUpdated.class, event -> assertThat(event.changes())
                            .containsEntry("name", new ValueChange("Ada", null))
                            .containsEntry("phone", new ValueChange(null, "+4930123456")));
            assertThat(app.call(contacts -> contacts.timeline(WORKSPACE, contact.id(), new PageRequest(10, null)))
                            .items())
                    .extracting(entry -> entry.type())
                    .containsExactly("changed", "created");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void keepsSeveralAddressesOneOfThemPrimary(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            var contact = app.call(contacts -> contacts.create(
                    KEY, json("emails", List.of("a@example.com", json("email", "b@example.com", "primary", true)))));
            assertThat(contact.email()).isEqualTo("b@example.com");

            contact = change(app, contact.id(), "email", "A@example.com");
            assertThat(contact.emails())
                    .extracting(email -> email.email())
                    .containsExactly("a@example.com", "b@example.com");
            contact = change(app, contact.id(), "email", "c@example.com");
            assertThat(contact.emails())
                    .extracting(email -> email.email())
                    .containsExactly("c@example.com", "b@example.com");
            contact = change(app, contact.id(), "email", null);
            assertThat(contact.email()).isEqualTo("b@example.com");
            // free again
            assertThat(app.call(contacts -> contacts.create(KEY, json("email", "c@example.com")))
                            .email())
                    .isEqualTo("c@example.com");
        }
    }

    private static ContactView change(ContactsApplication app, UUID id, String field, @Nullable Object value) {
        return app.call(contacts -> contacts.change(KEY, id, json(field, value)));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aProvedPersonIsTheContactOfTheirIdAndTouchesNobodyElses(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            app.deliver(form("email", "ada@example.com", "name", "Typed"));
            app.deliver(proved("u1", "Ada", "ada@example.com"));
            assertThat(app.all()).singleElement().satisfies(contact -> {
                assertThat(contact.externalId()).isEqualTo("u1");
                assertThat(contact.name()).isEqualTo("Ada");
                assertThat(contact.origins()).hasEntrySatisfying("name", origin -> assertThat(origin.source())
                        .isEqualTo("verified_identity"));
            });
            app.events().taken();
            app.deliver(proved("u1", "Ada", "ada@example.com"));
            assertThat(app.events().taken()).as("said again").isEmpty();

            app.deliver(proved("u2", "Eve", "ada@example.com"));
            assertThat(app.all())
                    .hasSize(2)
                    .filteredOn(contact -> "u2".equals(contact.externalId()))
                    .singleElement()
                    .satisfies(contact -> assertThat(contact.email()).isNull());
            assertThat(app.merges(merges -> merges.duplicates(WORKSPACE, new PageRequest(10, null)))
                            .items())
                    .extracting(DuplicateView::reason)
                    .containsExactly("identity_and_email_of_different_contacts");
        }
    }

    private static VisitorIdentified proved(String userId, String name, String email) {
        return new VisitorIdentified(
                Ids.next(), WORKSPACE, Ids.next(), Ids.next(), Ids.next(), userId, name, email, null, NOW);
    }

    /** The path of every submitted form: statements are what it costs. */
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void registersALeadInFewStatements(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            app.deliver(form("email", "warm@example.com"));
            assertThat(statements(
                            app,
                            () -> app.deliver(form("email", "ada@example.com", "name", "Ada", "phone", "+4930123456"))))
                    .as("somebody new: lock, registered?, owners; contact, e-mail, phone, lead")
                    .isEqualTo(7);
            assertThat(statements(
                            app,
                            () -> app.deliver(form("email", "ada@example.com", "name", "Ada", "phone", "+4930123456"))))
                    .as("somebody known: lock, registered?, owners, contact; contact, lead")
                    .isLessThanOrEqualTo(6);
        }
    }

    private static long statements(ContactsApplication app, Runnable work) {
        var statistics = app.database().inTransaction(entityManager -> entityManager
                .getEntityManagerFactory()
                .unwrap(SessionFactory.class)
                .getStatistics());
        statistics.setStatisticsEnabled(true);
        statistics.clear();
        work.run();
        return statistics.getPrepareStatementCount();
    }

    @Test
    void ordersSourcesByStrength() {
        assertThat(Source.FORM.isWeakerThan(Source.MANUAL)).isTrue();
        assertThat(Source.VERIFIED_IDENTITY.isWeakerThan(Source.API)).isFalse();
        assertThat(Source.IMPORT.isWeakerThan(Source.IMPORT)).isFalse();
        assertThat(Source.INFERRED.isWeakerThan(Source.IMPORT)).isTrue();
    }
}
