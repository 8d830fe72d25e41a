package org.foyer.conversations.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foyer.conversations.internal.ConversationFixture.assertRefused;
import static org.foyer.conversations.internal.ConversationFixture.fieldsOf;
import static org.foyer.conversations.internal.ConversationFixture.formIn;
import static org.foyer.conversations.internal.ConversationFixture.json;
import static org.foyer.conversations.internal.ConversationFixture.pointers;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.conversations.Identification;
import org.foyer.contracts.conversations.OwnConversationView;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who visitors prove to be, and what follows from it. */
class IdentityTest {
    private static String proof(ConversationFixture fixture, String user, String more) {
        return "{'user_id':'" + user + "','user_hash':'" + FakeIdentitySecrets.hash(fixture.agent.id(), user) + "'"
                + more + "}";
    }

    private static String proved(ConversationFixture fixture, String user, String more) {
        return "{'identity':" + proof(fixture, user, more) + "}";
    }

    private static String claimed(String user, String hash) {
        return "{'identity':{'user_id':'" + user + "','user_hash':'" + hash + "','email':'ana@example.com'}}";
    }

    private static Identification identifies(
            ConversationFixture fixture, ConversationFixture.Talk talk, String identity) {
        return fixture.chat(chat -> chat.identify(talk.visitor, talk.id, json(identity)));
    }

    private static List<UUID> own(ConversationFixture fixture, ConversationFixture.Talk talk) {
        return fixture.chat(chat -> chat.conversations(talk.visitor, new PageRequest(20, null))).items().stream()
                .map(OwnConversationView::id)
                .toList();
    }

    private static Conversation stored(ConversationFixture fixture, ConversationFixture.Talk talk) {
        return fixture.stored(entityManager -> entityManager.find(Conversation.class, talk.id));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aProvedPersonIsOneVisitorOnEveryDevice(TestDatabase.Kind kind) {
        var fixture = ConversationFixture.on(kind);
        var laptop = fixture.aConversation(proved(fixture, "7", ""), null);
        var phone = fixture.aConversation(proved(fixture, "7", ""), null);
        assertThat(phone.visitor).isEqualTo(laptop.visitor);
        assertThat(phone.token).isNotEqualTo(laptop.token);
        assertThat(own(fixture, phone)).containsExactlyInAnyOrder(laptop.id, phone.id);
        assertThat(stored(fixture, phone).identity()).isEqualTo(Conversation.Identity.VERIFIED);
        assertThat(fixture.aConversation(proved(fixture, "8", ""), null).visitor)
                .isNotEqualTo(phone.visitor);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void tellsWhoWasIdentifiedWithWhatWasSaid(TestDatabase.Kind kind) {
        var fixture = ConversationFixture.on(kind);
        var talk = fixture.aConversation(
                proved(fixture, "7", ",'name':' Ana ','email':'Ana@EXAMPLE.com','phone':'no number'"), null);
        assertThat(fixture.events.identifications()).singleElement().satisfies(event -> {
            assertThat(event.userId()).isEqualTo("7");
            assertThat(event.name()).isEqualTo("Ana");
            assertThat(event.email()).isEqualTo("Ana@example.com");
            assertThat(event.phone()).isNull();
            assertThat(event.conversationId()).isEqualTo(talk.id);
            assertThat(event.visitorId()).isEqualTo(talk.visitor.visitorId());
        });
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void asksAPersonNothingTheirSiteHasSaidAndLeavesItInTheLead(TestDatabase.Kind kind) {
        var fixture = ConversationFixture.collecting(kind, "name", "email", "phone");
        fixture.aConversation(proved(fixture, "7", ",'name':'Ana','email':'ana@example.com'"), null);
        var talk = fixture.aConversation(proved(fixture, "7", ""), null);
        var form = talk.asksForTheForm();
        assertThat(fieldsOf(form)).containsExactly("phone");
        var lead = fixture.lead(
                talk.submits(form, "{'fields':{'phone':'+4930901820'}}").leadId());
        assertThat(lead.fields()).isEqualTo(Map.of("name", "Ana", "email", "ana@example.com", "phone", "+4930901820"));
        assertThat(fixture.events.leadsSubmitted()).singleElement().satisfies(event -> assertThat(event.userId())
                .isEqualTo("7"));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aWrongClaimBeginsAnAnonymousConversationWithAHintForTheTeam(TestDatabase.Kind kind) {
        var fixture = ConversationFixture.collecting(kind, "name", "email");
        var person = fixture.aConversation(proved(fixture, "7", ",'email':'ana@example.com'"), null);
        var othersHash = FakeIdentitySecrets.hash(UUID.randomUUID(), "7");
        for (var wrong : List.of("x", othersHash, FakeIdentitySecrets.hash(fixture.agent.id(), "8"))) {
            var talk = fixture.aConversation(claimed("7", wrong), null);
            assertThat(talk.visitor).isNotEqualTo(person.visitor);
            assertThat(own(fixture, talk)).containsExactly(talk.id);
            assertThat(stored(fixture, talk).identity()).isEqualTo(Conversation.Identity.UNVERIFIED);
            assertThat(fieldsOf(formIn(talk.says(ConversationFixture.EXPLICIT))))
                    .containsExactly("name", "email");
        }
        fixture.identitySecrets.rotate(fixture.agent.id());
        assertThat(fixture.aConversation(proved(fixture, "7", ""), null).visitor)
                .isNotEqualTo(person.visitor);
        assertThat(fixture.events.identifications()).hasSize(1);
        assertThat(stored(fixture, fixture.aConversation()).identity()).isEqualTo(Conversation.Identity.NONE);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aFormerTokenGivesAWayToNobodyWhoClaimsToBeSomebodyElse(TestDatabase.Kind kind) {
        var fixture = ConversationFixture.on(kind);
        var anonymous = fixture.aConversation();
        var person = fixture.aConversation(proved(fixture, "7", ""), anonymous.token);
        assertThat(person.visitor).as("what was anonymous stays so").isNotEqualTo(anonymous.visitor);
        assertThat(own(fixture, anonymous)).containsExactly(anonymous.id);

        assertThat(fixture.aConversation("{}", person.token).visitor).isEqualTo(person.visitor);
        assertThat(fixture.aConversation(claimed("8", "wrong"), person.token).visitor)
                .isNotEqualTo(person.visitor);
        assertThat(fixture.aConversation(proved(fixture, "8", ""), person.token).visitor)
                .isNotEqualTo(person.visitor);
        assertThat(fixture.aConversation(claimed("8", "wrong"), anonymous.token).visitor)
                .isEqualTo(anonymous.visitor);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aConversationUnderWayBecomesThePersonsWithAllThatIsInIt(TestDatabase.Kind kind) {
        var fixture = ConversationFixture.collecting(kind, "email");
        var before = fixture.aConversation();
        var talk = fixture.aConversation("{}", before.token);
        var first = fixture.captured("{'name':'Ana','conversation_id':'" + talk.id + "'}");
        var open = talk.asksForTheForm();

        var identification = identifies(fixture, talk, proof(fixture, "7", ",'name':'Ana'"));

        assertThat(identification.identity()).isEqualTo("verified");
        var token = String.valueOf(identification.token());
        assertThat(token).startsWith("fyv_");
        var person = fixture.visitorBehind(token);
        assertRefused(Refusal.Kind.NOT_FOUND, talk::history);
        assertRefused(Refusal.Kind.NOT_FOUND, () -> talk.dismisses(open));
        assertThat(fixture.history(person, talk.id)).isNotEmpty();
        assertThat(own(fixture, talk)).as("the other one stays").containsExactly(before.id);
        fixture.forms(forms -> forms.submit(person, open.id(), json("{'fields':{'email':'a@example.com'}}")));
        assertThat(fixture.events.leadsSubmitted().get(1).userId()).isEqualTo("7");
        var lead = fixture.stored(entityManager -> entityManager.find(Lead.class, first.id()));
        assertThat(lead.visitorId()).isEqualTo(person.visitorId());
        assertThat(stored(fixture, talk).identity()).isEqualTo(Conversation.Identity.VERIFIED);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void aClaimInAConversationUnderWayThatIsNotProvedChangesNothingForTheVisitor(TestDatabase.Kind kind) {
        var fixture = ConversationFixture.on(kind);
        var talk = fixture.aConversation();
        var unproved = "{'user_id':'7','user_hash':'x'}";
        assertThat(identifies(fixture, talk, unproved)).isEqualTo(new Identification("unverified", null));
        assertThat(stored(fixture, talk).identity()).isEqualTo(Conversation.Identity.UNVERIFIED);
        assertThat(talk.history()).isNotEmpty();
        assertThat(fixture.events.identifications()).isEmpty();

        var person = fixture.aConversation(proved(fixture, "7", ""), null);
        identifies(fixture, person, "{'user_id':'8','user_hash':'x'}");
        assertThat(stored(fixture, person).identity()).isEqualTo(Conversation.Identity.VERIFIED);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void anotherPersonNeverGetsAPersonsConversation(TestDatabase.Kind kind) {
        var fixture = ConversationFixture.on(kind);
        var person = fixture.aConversation(proved(fixture, "7", ""), null);
        assertRefused(Refusal.Kind.CONFLICT, () -> identifies(fixture, person, proof(fixture, "8", "")));
        assertThat(identifies(fixture, person, proof(fixture, "7", "")))
                .isEqualTo(new Identification("verified", null));
        var stranger = fixture.aConversation();
        assertRefused(
                Refusal.Kind.NOT_FOUND,
                () -> fixture.chat(chat -> chat.identify(stranger.visitor, person.id, json(proof(fixture, "7", "")))));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void refusesAClaimThatIsNone(TestDatabase.Kind kind) {
        var fixture = ConversationFixture.on(kind);
        var talk = fixture.aConversation();
        for (var empty : List.of("''", "' '", "' 7'", "'7 '", "null", "7")) {
            assertThat(pointers(() -> identifies(fixture, talk, "{'user_id':" + empty + ",'user_hash':'x'}")))
                    .as(empty)
                    .containsExactly("/user_id");
        }
        assertThat(pointers(() -> identifies(fixture, talk, "{}"))).containsExactlyInAnyOrder("/user_id", "/user_hash");
        assertThat(pointers(() -> identifies(fixture, talk, "{'user_id':'7','user_hash':'x','role':'admin'}")))
                .containsExactly("/role");
        assertThat(pointers(() -> fixture.aConversation("{'identity':{'user_id':'','user_hash':'x','a':1}}", null)))
                .containsExactlyInAnyOrder("/identity/user_id", "/identity/a");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void listsOwnConversationsLatestActivityFirst(TestDatabase.Kind kind) {
        var fixture = ConversationFixture.on(kind);
        var first = fixture.aConversation();
        fixture.clock.forward(java.time.Duration.ofMinutes(1));
        var second = fixture.aConversation("{}", first.token);
        fixture.aConversation();
        assertThat(own(fixture, first)).containsExactly(second.id, first.id);
        fixture.clock.forward(java.time.Duration.ofMinutes(1));
        first.says("x".repeat(300));
        var page = fixture.chat(chat -> chat.conversations(first.visitor, new PageRequest(1, null)));
        assertThat(page.items()).extracting(OwnConversationView::id).containsExactly(first.id);
        assertThat(page.items().get(0).lastText()).isNotBlank().hasSizeLessThanOrEqualTo(200);
        var next = fixture.chat(chat -> chat.conversations(first.visitor, new PageRequest(1, page.next())));
        assertThat(next.items()).extracting(OwnConversationView::id).containsExactly(second.id);
        assertThat(next.next()).isNull();
    }
}
