package org.foyer.conversations.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foyer.conversations.internal.ConversationFixture.EXPLICIT;
import static org.foyer.conversations.internal.ConversationFixture.GREETING;
import static org.foyer.conversations.internal.ConversationFixture.SMALL_TALK;
import static org.foyer.conversations.internal.ConversationFixture.START;
import static org.foyer.conversations.internal.ConversationFixture.assertRefused;
import static org.foyer.conversations.internal.ConversationFixture.collecting;
import static org.foyer.conversations.internal.ConversationFixture.on;
import static org.foyer.conversations.internal.ConversationFixture.questionIn;
import static org.foyer.conversations.internal.FakeActions.DISMISSED;
import static org.foyer.conversations.internal.FakeActions.SUCCESS;
import static org.foyer.conversations.internal.FakeActions.WHEN_ASKED;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.foyer.contracts.conversations.MessageView;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.testing.TestDatabase;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ConversationsServiceTest {
    private static final String EMAIL = "{'fields':{'email':'ana@example.com'}}";

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void showsTheWholeConversationWithItsFormsAndLeads(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "email");
        var talk = fixture.aConversation("{'page_url':'https://example.com/'}", null);
        fixture.clock.forward(Duration.ofMinutes(1));
        talk.dismisses(talk.asksForTheForm());
        fixture.clock.forward(Duration.ofMinutes(1));
        var lead = talk.submits(talk.asksForTheForm(), EMAIL).leadId();

        var view = talk.seenByTheTeam();

        assertThat(view.id()).isEqualTo(talk.id);
        assertThat(view.workspaceId()).isEqualTo(fixture.workspace);
        assertThat(view.agentId()).isEqualTo(fixture.agent.id());
        assertThat(view.visitor().id()).isEqualTo(talk.visitor.visitorId());
        assertThat(view.state().status()).isEqualTo("open");
        assertThat(view.source().pageUrl()).isEqualTo("https://example.com/");
        assertThat(view.leadIds()).containsExactly(lead);
        assertThat(view.createdAt()).isEqualTo(START);
        assertThat(view.lastActivityAt()).isEqualTo(START.plusSeconds(120));
        assertThat(view.messages())
                .extracting(MessageView::author)
                .containsExactly("agent", "visitor", "agent", "agent", "visitor", "agent", "agent");
        assertThat(view.messages())
                .extracting(ConversationFixture::textOf)
                .startsWith(GREETING, EXPLICIT)
                .contains(DISMISSED)
                .endsWith(SUCCESS);
        assertThat(view.messages())
                .flatExtracting(ConversationFixture::formsIn)
                .extracting(form -> form.status())
                .containsExactly("dismissed", "submitted");
        assertThat(view.messages()).as("what the visitor sees").isEqualTo(talk.history());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void namesItsLeadsOldestFirst(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "email");
        var talk = fixture.aConversation();
        var first = talk.submits(talk.asksForTheForm(), EMAIL).leadId();
        fixture.clock.forward(Duration.ofMinutes(1));
        var second = fixture.captured("{'name':'Ana','conversation_id':'%s'}".formatted(talk.id));

        assertThat(talk.seenByTheTeam().leadIds()).containsExactly(first, second.id());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void showsWhatHasBecomeOfFormsAndQuestions(TestDatabase.Kind kind) {
        var fixture = on(kind);
        fixture.collectIfConfirmed(WHEN_ASKED, "email");
        var talk = fixture.aConversation();
        var question = questionIn(talk.says(EXPLICIT));
        assertThat(statuses(talk.seenByTheTeam().messages())).containsExactly("pending");

        var form = ConversationFixture.formIn(talk.answers(question, true).get(0));
        assertThat(statuses(talk.seenByTheTeam().messages())).containsExactly("accepted", "offered");
        talk.tells(form, "{'event':'seen'}");
        assertThat(statuses(talk.seenByTheTeam().messages())).containsExactly("accepted", "seen");
        talk.tells(form, "{'event':'started'}");
        assertThat(statuses(talk.seenByTheTeam().messages())).containsExactly("accepted", "started");
        fixture.clock.forward(Duration.ofDays(2));
        talk.says(SMALL_TALK);
        assertThat(statuses(talk.seenByTheTeam().messages())).containsExactly("accepted", "expired");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void hidesAConversationFromEveryOtherWorkspace(TestDatabase.Kind kind) {
        var fixture = on(kind);
        var talk = fixture.aConversation();
        talk.says("hello");

        for (var place : List.of(List.of(UUID.randomUUID(), talk.id), List.of(fixture.workspace, UUID.randomUUID()))) {
            assertRefused(
                    Refusal.Kind.NOT_FOUND,
                    () -> fixture.conversations(conversations -> conversations.get(place.get(0), place.get(1))));
            assertRefused(
                    Refusal.Kind.NOT_FOUND,
                    () -> fixture.conversations(conversations -> conversations.decisions(place.get(0), place.get(1))));
        }
        assertThat(talk.decisions()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void listsTheDecisionsOldestFirst(TestDatabase.Kind kind) {
        var fixture = collecting(kind, "email");
        var talk = fixture.aConversation();
        assertThat(talk.decisions()).isEmpty();

        // all of one moment: their order is the messages'
        talk.says(SMALL_TALK);
        talk.says(EXPLICIT);
        talk.says(EXPLICIT);
        talk.says(SMALL_TALK);

        assertThat(talk.rules()).containsExactly("no_proposal", "explicit_request", "form_open", "no_proposal");
    }

    @Test
    void tellsWhatADescriptionIsUnderstoodAs() {
        var fixture = on(TestDatabase.Kind.H2);

        assertThat(fixture.<List<String>>conversations(
                        conversations -> conversations.understoodAs("only when the visitor asks for a demo")))
                .containsExactly("demo");
        assertThat(fixture.<List<String>>conversations(
                        conversations -> conversations.understoodAs("when the moon is full")))
                .isEmpty();
    }

    private static List<String> statuses(List<MessageView> messages) {
        return messages.stream()
                .flatMap(message -> Stream.concat(
                        ConversationFixture.questionsIn(message).stream().map(question -> question.status()),
                        ConversationFixture.formsIn(message).stream().map(form -> form.status())))
                .toList();
    }
}
