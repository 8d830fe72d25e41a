package org.foyer.contacts.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foyer.contacts.internal.LeadFixture.NOW;
import static org.foyer.contacts.internal.LeadFixture.WORKSPACE;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.foyer.contracts.contacts.ContactView;
import org.foyer.contracts.contacts.TimelineEntry;
import org.foyer.contracts.conversations.LeadSubmitted;
import org.foyer.contracts.conversations.SourceView;
import org.foyer.contracts.conversations.VisitorIdentified;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.platform.id.Ids;
import org.foyer.platform.testing.TestDatabase;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The contact of somebody who proved who they are. */
class VerifiedPersonTest {
    private static VisitorIdentified person(
            String userId, @Nullable String name, @Nullable String email, @Nullable String phone) {
        return new VisitorIdentified(
                UUID.randomUUID(),
                WORKSPACE,
                UUID.randomUUID(),
                Ids.next(),
                UUID.randomUUID(),
                userId,
                name,
                email,
                phone,
                NOW);
    }

    private static LeadSubmitted lead(@Nullable String userId, String... fields) {
        var values = new LinkedHashMap<String, String>();
        for (int i = 0; i < fields.length; i += 2) {
            values.put(fields[i], fields[i + 1]);
        }
        return new LeadSubmitted(
                UUID.randomUUID(),
                WORKSPACE,
                UUID.randomUUID(),
                Ids.next(),
                UUID.randomUUID(),
                values,
                "form",
                SourceView.UNKNOWN,
                NOW,
                userId);
    }

    private static ContactView only(ContactsApplication contacts) {
        assertThat(contacts.all()).hasSize(1);
        return contacts.all().get(0);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void isOneContactHoweverOftenTheyAreTold(TestDatabase.Kind kind) {
        try (var contacts = new ContactsApplication(kind)) {
            var told = person("7", "Ana", "ana@example.com", null);
            contacts.deliver(told);
            contacts.deliver(told);
            contacts.deliver(person("7", "Ana Silva", "ana@example.org", "+4930901820"));
            var contact = only(contacts);
            assertThat(contact.externalId()).isEqualTo("7");
            assertThat(contact.name()).isEqualTo("Ana Silva");
            assertThat(contact.email()).isEqualTo("ana@example.org");
            assertThat(contact.phone()).isEqualTo("+4930901820");
            assertThat(contact.sources()).containsExactly("verified_identity");
            assertThat(contact.lastSeenAt()).isEqualTo(NOW);
            Map<String, UUID> found = contacts.call(all -> all.contactsOfUsers(WORKSPACE, List.of("7", "8")));
            assertThat(found).isEqualTo(Map.of("7", contact.id()));
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void keepsTheirLeadsWhateverWasTyped(TestDatabase.Kind kind) {
        try (var contacts = new ContactsApplication(kind)) {
            var stranger = lead(null, "email", "other@example.com");
            contacts.deliver(stranger);
            var early = lead("7", "email", "other@example.com", "name", "Ana");
            contacts.deliver(early);
            contacts.deliver(person("7", "Ana", "ana@example.com", null));
            var late = lead("7", "email", "third@example.com");
            contacts.deliver(late);
            contacts.deliver(late);
            var mine = contacts.contactOf(late);
            assertThat(contacts.contactOf(early).id()).isEqualTo(mine.id());
            assertThat(contacts.contactOf(stranger).id()).isNotEqualTo(mine.id());
            assertThat(mine.externalId()).isEqualTo("7");
            assertThat(mine.email()).isEqualTo("ana@example.com");
            assertThat(contacts.all()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void takesOverNobodysContactAndNeverSomebodyElses(TestDatabase.Kind kind) {
        try (var contacts = new ContactsApplication(kind)) {
            var before = lead(null, "email", "ana@example.com");
            contacts.deliver(before);
            contacts.deliver(person("7", null, "ana@example.com", null));
            assertThat(only(contacts).externalId()).isEqualTo("7");
            assertThat(only(contacts).id()).isEqualTo(contacts.contactOf(before).id());

            contacts.deliver(person("8", "Mallory", "ana@example.com", null));
            assertThat(contacts.all()).hasSize(2);
            var found = contacts.call(all -> all.contactsOfUsers(WORKSPACE, List.of("7", "8")));
            var mallory = contacts.call(all -> all.get(WORKSPACE, Objects.requireNonNull(found.get("8"))));
            assertThat(mallory.email()).isNull();
            var ana = contacts.call(all -> all.get(WORKSPACE, Objects.requireNonNull(found.get("7"))));
            assertThat(ana.email()).isEqualTo("ana@example.com");
            assertThat(ana.name()).isNull();
        }
    }

    private static List<UUID> conversationsIn(ContactsApplication contacts, UUID contact) {
        return contacts.call(all -> all.timeline(WORKSPACE, contact, new PageRequest(50, null))).items().stream()
                .filter(entry -> entry.type().equals("conversation"))
                .map(TimelineEntry::id)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void hasTheirConversationsInTheTimelineWithOrWithoutALead(TestDatabase.Kind kind) {
        try (var contacts = new ContactsApplication(kind)) {
            var first = person("7", "Ana", null, null);
            var second = person("7", "Ana", null, null);
            contacts.deliver(first);
            contacts.deliver(second);
            contacts.deliver(second);
            var lead = lead("7", "email", "ana@example.com");
            contacts.deliver(lead);
            var ana = only(contacts).id();
            assertThat(conversationsIn(contacts, ana))
                    .containsExactlyInAnyOrder(
                            first.conversationId(),
                            second.conversationId(),
                            Objects.requireNonNull(lead.conversationId()));

            var other = contacts.call(all -> all.create(ContactsFixture.MEMBER, ContactsFixture.json("name", "A.")));
            var merged = contacts.merges(merges ->
                    merges.merge(ContactsFixture.MEMBER, other.id(), ContactsFixture.json("other_id", ana.toString())));
            assertThat(conversationsIn(contacts, other.id())).hasSize(3);
            contacts.merges(merges -> merges.undo(ContactsFixture.MEMBER, merged.mergeId()));
            assertThat(conversationsIn(contacts, other.id())).isEmpty();
            assertThat(conversationsIn(contacts, ana)).hasSize(3);
            contacts.call(all -> {
                all.delete(ContactsFixture.MEMBER, ana);
                return true;
            });
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void leavesWhatTheTeamWroteByHand(TestDatabase.Kind kind) {
        try (var contacts = new ContactsApplication(kind)) {
            contacts.call(all -> all.create(
                    ContactsFixture.MEMBER, ContactsFixture.json("external_id", "7", "name", "Dr. Ana Silva")));
            contacts.deliver(person("7", "ana", "ana@example.com", null));
            assertThat(only(contacts).name()).isEqualTo("Dr. Ana Silva");
            assertThat(only(contacts).email()).isEqualTo("ana@example.com");
        }
    }
}
