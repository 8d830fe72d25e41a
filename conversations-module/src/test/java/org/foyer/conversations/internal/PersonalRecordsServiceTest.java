package org.foyer.conversations.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.foyer.contracts.contacts.RetentionView;
import org.foyer.contracts.conversations.ConversationView;
import org.foyer.contracts.conversations.LeadView;
import org.foyer.platform.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is held of a person, and how it is forgotten: because they asked, or because it is old. */
class PersonalRecordsServiceTest {
    private static String proved(ConversationFixture fixture, String user) {
        return "{'identity':{'user_id':'" + user + "','email':'" + user + "@example.com','user_hash':'"
                + FakeIdentitySecrets.hash(fixture.agent.id(), user) + "'}}";
    }

    private static List<UUID> leadsOf(ConversationFixture fixture) {
        return fixture.stored(entityManager -> entityManager
                .createQuery("select l.id from Lead l where l.workspaceId = :workspace", UUID.class)
                .setParameter("workspace", fixture.workspace)
                .getResultList());
    }

    private static List<UUID> conversationsOf(ConversationFixture fixture) {
        return fixture.stored(entityManager -> entityManager
                .createQuery("select c.id from Conversation c where c.workspaceId = :workspace", UUID.class)
                .setParameter("workspace", fixture.workspace)
                .getResultList());
    }

    private static void night(ConversationFixture fixture, RetentionView rules) {
        var more = true;
        while (more) {
            more = fixture.records(List.of(rules), new ArrayList<>(), PersonalRecordsService::clear);
        }
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void tellsAndForgetsAPersonWhoProvedWhoTheyAreAndLeftNoLead(TestDatabase.Kind kind) {
        var fixture = ConversationFixture.on(kind);
        var talk = fixture.aConversation(proved(fixture, "7"), null);
        talk.says("I live in Foxglove Lane");
        var other = fixture.aConversation(proved(fixture, "8"), null);
        other.says("I live in Elm Street");
        var visitors = List.of(talk.visitor.visitorId());
        var held = fixture.records(List.of(), List.of(), records -> records.of(fixture.workspace, List.of(), visitors));
        assertThat(held.conversations()).extracting(ConversationView::id).containsExactly(talk.id);
        assertThat(fixture.records(List.of(), List.of(), records -> records.of(UUID.randomUUID(), List.of(), visitors))
                        .conversations())
                .isEmpty();
        assertThat(fixture.<Boolean>records(
                        List.of(), List.of(), records -> records.remain(fixture.workspace, List.of(), visitors)))
                .isTrue();

        var forgotten = new ArrayList<String>();
        fixture.records(List.of(), forgotten, records -> {
            records.erase(fixture.workspace, List.of(), visitors);
            return true;
        });

        assertThat(forgotten).containsExactlyInAnyOrder(talk.visitor.visitorId().toString(), talk.id.toString());
        assertThat(fixture.<Boolean>records(
                        List.of(), List.of(), records -> records.remain(fixture.workspace, List.of(), visitors)))
                .isFalse();
        assertThat(talk.seenByTheTeam().messages().toString()).doesNotContain("Foxglove");
        assertThat(fixture.found("foxglove")).isEmpty();
        assertThat(fixture.found("elm street")).containsExactly(other.id);
        var again = fixture.aConversation(proved(fixture, "7"), null);
        assertThat(again.visitor).isNotEqualTo(talk.visitor);
    }

    /** Several people may use one browser. */
    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void leavesWhatAnotherPersonLeftInTheSameBrowser(TestDatabase.Kind kind) {
        var fixture = ConversationFixture.collecting(kind, "email", "name");
        var anas = fixture.aConversation();
        anas.says("Do you deliver?");
        var anasLead = anas.submits(anas.asksForTheForm(), "{'fields':{'email':'ana@example.com'}}")
                .leadId();
        fixture.clock.forward(Duration.ofDays(2));
        var bobs = fixture.aConversation("{}", anas.token);
        bobs.says("Is there parking?");
        var bobsLead =
                bobs.submits(bobs.asksForTheForm(), "{'fields':{'name':'Bob'}}").leadId();
        var between = fixture.aConversation("{}", anas.token);
        between.says("My address is 5 Foxglove Lane");
        fixture.contacts.registered.put(anasLead, UUID.randomUUID());
        fixture.contacts.registered.put(bobsLead, UUID.randomUUID());

        var held = fixture.records(
                List.of(), List.of(), records -> records.of(fixture.workspace, List.of(anasLead), List.of()));
        assertThat(held.leads()).extracting(LeadView::id).containsExactly(anasLead);
        assertThat(held.conversations()).extracting(ConversationView::id).containsExactly(anas.id, between.id);

        fixture.contacts.registered.remove(anasLead); // the contact is gone by then
        fixture.records(List.of(), new ArrayList<>(), records -> {
            records.erase(fixture.workspace, List.of(anasLead), List.of());
            return true;
        });
        assertThat(leadsOf(fixture)).containsExactly(bobsLead);
        assertThat(bobs.seenByTheTeam().messages().toString()).contains("Is there parking?");
        assertThat(anas.seenByTheTeam().messages().toString()).doesNotContain("Do you deliver?");
        assertThat(between.seenByTheTeam().messages().toString()).doesNotContain("Foxglove");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void deletesOldLeadsOfTheStatusesNamed(TestDatabase.Kind kind) {
        var fixture = ConversationFixture.on(kind);
        var spam = fixture.captured("{'name':'Spam'}");
        var won = fixture.captured("{'name':'Won'}");
        fixture.marks(spam.id(), "spam");
        fixture.marks(won.id(), "won");
        fixture.clock.forward(Duration.ofDays(1));
        var young = fixture.captured("{'name':'Young'}");
        fixture.marks(young.id(), "spam");
        fixture.clock.forward(Duration.ofDays(89));
        var rules = new RetentionView(fixture.workspace, Period.ofDays(90), null, null, List.of("spam", "lost"));
        night(fixture, new RetentionView(UUID.randomUUID(), Period.ofDays(1), null, Period.ofDays(1), null));
        night(fixture, rules);
        assertThat(leadsOf(fixture)).as("not a moment too early").hasSize(3);
        fixture.clock.forward(Duration.ofSeconds(1));
        night(fixture, rules);
        assertThat(leadsOf(fixture)).containsExactlyInAnyOrder(won.id(), young.id());
        night(fixture, new RetentionView(fixture.workspace, Period.ofDays(90), null, null, null));
        assertThat(leadsOf(fixture)).containsExactly(young.id());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void deletesConversationsInWhichNothingWasSaidForLongAndKeepsTheirLeads(TestDatabase.Kind kind) {
        var fixture = ConversationFixture.collecting(kind, "email");
        var quiet = fixture.aConversation();
        var lead = quiet.submits(quiet.asksForTheForm(), "{'fields':{'email':'ana@example.com'}}")
                .leadId();
        var lively = fixture.aConversation();
        fixture.clock.forward(Duration.ofDays(10));
        lively.says("Still here");
        fixture.clock.forward(Duration.ofDays(22));
        night(fixture, new RetentionView(fixture.workspace, null, null, Period.ofMonths(1), null));
        assertThat(conversationsOf(fixture)).containsExactly(lively.id);
        LeadView kept = fixture.lead(lead);
        assertThat(kept.conversationId()).isNull();
        assertThat(kept.fields()).containsEntry("email", "ana@example.com");
        assertThat(fixture.found("ana@example.com")).isEmpty();
    }
}
