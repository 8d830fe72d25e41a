package org.foyer.contacts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.foyer.contacts.internal.ContactsFixture.KEY;
import static org.foyer.contacts.internal.ContactsFixture.MEMBER;
import static org.foyer.contacts.internal.ContactsFixture.STRANGER;
import static org.foyer.contacts.internal.ContactsFixture.json;
import static org.foyer.contacts.internal.LeadFixture.NOW;
import static org.foyer.contacts.internal.LeadFixture.WORKSPACE;
import static org.foyer.contacts.internal.LeadFixture.form;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.foyer.contracts.contacts.ContactMerges.Merged;
import org.foyer.contracts.contacts.ContactView;
import org.foyer.contracts.contacts.ContactsMerged;
import org.foyer.contracts.contacts.MergeUndone;
import org.foyer.contracts.refusal.Moved;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MergesServiceTest {
    private static ContactView made(ContactsApplication app, Object... values) {
        return app.call(contacts -> contacts.create(MEMBER, json(values)));
    }

    private static ContactView got(ContactsApplication app, UUID id) {
        return app.call(contacts -> contacts.get(WORKSPACE, id));
    }

    private static Merged merge(ContactsApplication app, ContactView one, ContactView other) {
        return app.merges(merges ->
                merges.merge(MEMBER, one.id(), json("other_id", other.id().toString())));
    }

    /** Many pairs of contacts with random values, made by random sources, some merged in chains. */
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void undoesAnyMergeExactly(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            for (var type : List.of("text", "number", "boolean", "date")) {
                app.attributes(attributes -> attributes.create(WORKSPACE, json("name", "a_" + type, "type", type)));
            }
            var random = new Random(20260302);
            for (int round = 0; round < 25; round++) {
                app.clockAt(NOW.plusSeconds(10L * round));
                var contacts = new ArrayList<ContactView>();
                for (int i = 0; i < 3; i++) {
                    var values = anybody(random, round * 10 + i);
                    var caller = random.nextBoolean() ? MEMBER : KEY;
                    contacts.add(app.call(service -> service.create(caller, values)));
                }
                var lead = form("email", "lead" + round + "@example.com", "name", "Lead");
                app.deliver(lead);
                contacts.add(app.contactOf(lead));

                app.clockAt(NOW.plusSeconds(10L * round + 5));
                var merges = new ArrayList<Merged>();
                merges.add(merge(app, contacts.get(1), contacts.get(2)));
                merges.add(merge(app, contacts.get(1), contacts.get(3)));
                assertThat(app.contactOf(lead).id()).isEqualTo(contacts.get(1).id());
                merges.add(merge(app, contacts.get(0), contacts.get(1)));
                var whole = got(app, contacts.get(0).id());
                for (var each : contacts) {
                    assertThat(whole.emails()).containsAll(primaryNoMore(each));
                    assertThat(whole.customAttributes().keySet())
                            .containsAll(each.customAttributes().keySet());
                }
                for (int i = merges.size() - 1; i >= 0; i--) {
                    var mergeId = merges.get(i).mergeId();
                    app.merges(service -> service.undo(KEY, mergeId));
                }

                for (var each : contacts) {
                    assertThat(got(app, each.id())).isEqualTo(each);
                }
                assertThat(app.contactOf(lead).id()).isEqualTo(contacts.get(3).id());
            }
        }
    }

    private static List<ContactView.Email> primaryNoMore(ContactView contact) {
        return contact.emails().stream().filter(email -> !email.primary()).toList();
    }

    private static Map<String, Object> anybody(Random random, int number) {
        var values = new HashMap<String, Object>(json("name", "Person " + number));
        if (random.nextBoolean()) {
            values.put("external_id", "x" + number);
        }
        var emails = new ArrayList<String>();
        for (int i = random.nextInt(4); i > 0; i--) {
            emails.add("P" + number + "-" + i + "@example.com");
        }
        values.put("emails", emails);
        var phones = new ArrayList<String>();
        for (int i = random.nextInt(3); i > 0; i--) {
            phones.add("+4930" + (1_000_000 + number * 10 + i));
        }
        values.put("phones", phones);
        var attributes = new HashMap<String, Object>();
        if (random.nextBoolean()) {
            attributes.put("a_text", "Ärger " + number);
        }
        if (random.nextBoolean()) {
            attributes.put("a_number", new BigDecimal(random.nextInt(100000)).movePointLeft(random.nextInt(5)));
        }
        if (random.nextBoolean()) {
            attributes.put("a_boolean", random.nextBoolean());
        }
        if (random.nextBoolean()) {
            attributes.put("a_date", "15" + (10 + random.nextInt(90)) + "-02-2" + random.nextInt(9));
        }
        values.put("custom_attributes", attributes);
        return values;
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void keepsWhatWasChangedAfterTheMerge(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            var ada = made(app, "name", "Ada", "email", "ada@example.com");
            var other = made(app, "name", "Al", "email", "al@example.com", "phone", "+4930123456", "external_id", "x");
            var merge = merge(app, ada, other);
            app.clockAt(NOW.plusSeconds(60));
            app.call(contacts -> contacts.change(
                    KEY,
                    ada.id(),
                    json("name", "Ada L.", "emails", List.of("new@example.com", "ada@example.com", "al@example.com"))));
            var later = form("email", "al@example.com");
            app.deliver(later);

            app.merges(merges -> merges.undo(MEMBER, merge.mergeId()));

            var survivor = got(app, ada.id());
            assertThat(survivor.name()).isEqualTo("Ada L.");
            assertThat(survivor.emails())
                    .extracting(ContactView.Email::email)
                    .containsExactly("new@example.com", "ada@example.com");
            assertThat(survivor.phone()).isNull();
            assertThat(survivor.externalId()).isNull();
            assertThat(got(app, other.id())).isEqualTo(other);
            assertThat(app.contactOf(later).id()).as("came since").isEqualTo(ada.id());
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void leavesWithOthersWhatIsTheirsByNow(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            var ada = made(app, "email", "ada@example.com");
            var other = made(app, "name", "Al", "email", "al@example.com");
            var merge = merge(app, ada, other);
            app.call(contacts -> contacts.change(MEMBER, ada.id(), json("emails", List.of("ada@example.com"))));
            var third = made(app, "email", "al@example.com");

            app.merges(merges -> merges.undo(MEMBER, merge.mergeId()));

            assertThat(got(app, other.id()).emails()).isEmpty();
            assertThat(got(app, third.id()).email()).isEqualTo("al@example.com");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void leadsFromTheMergedToTheSurvivorAndTellsOfIt(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            var ada = made(app, "name", "Ada");
            var other = made(app, "name", "Al", "phone", "+4930123456");
            app.events().taken();

            var merge = merge(app, ada, other);

            assertThat(app.events().taken()).singleElement().isInstanceOfSatisfying(ContactsMerged.class, event -> {
                assertThat(event.mergedId()).isEqualTo(other.id());
                assertThat(event.changes()).containsOnlyKeys("phone", "phones");
            });
            assertThatThrownBy(() -> got(app, other.id()))
                    .isInstanceOfSatisfying(
                            Moved.class, moved -> assertThat(moved.to()).isEqualTo(ada.id()));
            assertThatThrownBy(() -> app.call(contacts -> contacts.get(STRANGER.workspaceId(), other.id())))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
            assertThatThrownBy(() -> app.merges(merges -> merges.undo(STRANGER, merge.mergeId())))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
            app.merges(merges -> merges.undo(MEMBER, merge.mergeId()));
            assertThat(app.events().taken()).singleElement().isInstanceOf(MergeUndone.class);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void findsThePersonByTheExternalIdThatWasNotChosen(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            var ada = made(app, "external_id", "crm-1");
            var other = made(app, "external_id", "crm-2");
            var merge = app.merges(merges -> merges.merge(
                    MEMBER,
                    ada.id(),
                    json("other_id", other.id().toString(), "choose", Map.of("external_id", "other"))));
            assertThat(merge.contact().externalId()).isEqualTo("crm-2");

            var upserted = app.call(contacts -> contacts.upsert(KEY, "crm-1", json("name", "Ada")));
            assertThat(upserted.created()).isFalse();
            assertThat(upserted.contact().id()).isEqualTo(ada.id());
            assertThat(upserted.contact().externalId()).isEqualTo("crm-2");

            app.merges(merges -> merges.undo(MEMBER, merge.mergeId()));
            assertThat(got(app, ada.id()).externalId()).isEqualTo("crm-1");
            assertThat(got(app, other.id()).externalId()).isEqualTo("crm-2");
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void forgetsTheMergesOfADeletedContact(TestDatabase.Kind kind) {
        try (var app = new ContactsApplication(kind)) {
            var ada = made(app, "name", "Ada");
            var other = made(app, "name", "Al");
            var merge = merge(app, ada, other);

            app.call(contacts -> {
                contacts.delete(MEMBER, ada.id());
                return true;
            });

            assertThatThrownBy(() -> app.merges(merges -> merges.undo(MEMBER, merge.mergeId())))
                    .isInstanceOfSatisfying(
                            Refusal.class, refusal -> assertThat(refusal.kind()).isEqualTo(Refusal.Kind.NOT_FOUND));
            assertThatThrownBy(() -> got(app, other.id())).isInstanceOf(Refusal.class);
        }
    }
}
