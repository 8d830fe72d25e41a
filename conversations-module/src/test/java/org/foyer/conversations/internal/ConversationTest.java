package org.foyer.conversations.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foyer.conversations.internal.ConversationFixture.START;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.conversations.SourceView;
import org.foyer.conversations.internal.Message.Part;
import org.junit.jupiter.api.Test;

class ConversationTest {
    private static final Instant LATER = START.plusSeconds(60);
    private static final SourceView SOURCE =
            new SourceView("https://example.com/pricing", "https://example.org/", Map.of("utm_source", "mail"));

    private final Visitor visitor = new Visitor(UUID.randomUUID(), UUID.randomUUID(), START);
    private final Conversation conversation = new Conversation(visitor, SOURCE, "de-DE", START);

    @Test
    void opensEmptyForItsVisitor() {
        assertThat(conversation.status()).isEqualTo(Conversation.Status.OPEN);
        assertThat(conversation.visitorId()).isEqualTo(visitor.id());
        assertThat(conversation.agentId()).isEqualTo(visitor.agentId());
        assertThat(conversation.workspaceId()).isEqualTo(visitor.identity().workspaceId());
        assertThat(conversation.source()).isEqualTo(SOURCE);
        assertThat(conversation.locale()).isEqualTo("de-DE");
        assertThat(conversation.messageCount()).isZero();
        assertThat(conversation.visitorTurns()).isZero();
        assertThat(conversation.createdAt()).isEqualTo(START);
        assertThat(conversation.lastActivityAt()).isEqualTo(START);
    }

    @Test
    void numbersItsMessagesWhoeverWritesThem() {
        var greeting = conversation.agentSays(List.of(Part.text("Hello!")), START);
        var question = conversation.visitorSays("Hi", START);
        var answer = conversation.agentSays(List.of(Part.text("What can I do?")), START);

        assertThat(List.of(greeting, question, answer))
                .extracting(Message::position)
                .containsExactly(0, 1, 2);
        assertThat(List.of(greeting, question, answer))
                .extracting(message -> message.author().wireName())
                .containsExactly("agent", "visitor", "agent");
        assertThat(conversation.messageCount()).isEqualTo(3);
    }

    @Test
    void countsOnlyTheVisitorsMessagesAsTurns() {
        conversation.agentSays(List.of(Part.text("Hello!")), START);
        conversation.visitorSays("Hi", START);
        conversation.agentSays(List.of(Part.text("What can I do?")), START);
        conversation.visitorSays("Help", START);

        assertThat(conversation.visitorTurns()).isEqualTo(2);
    }

    @Test
    void movesItsLastActivityWithEveryMessage() {
        conversation.agentSays(List.of(Part.text("Hello!")), LATER);
        assertThat(conversation.lastActivityAt()).isEqualTo(LATER);

        conversation.visitorSays("Hi", LATER.plusSeconds(1));
        assertThat(conversation.lastActivityAt()).isEqualTo(LATER.plusSeconds(1));
        assertThat(conversation.createdAt()).isEqualTo(START);
    }

    @Test
    void keepsAMessageAsItWasWritten() {
        var parts = new ArrayList<>(List.of(Part.text("one"), Part.text("two")));
        var message = conversation.agentSays(parts, LATER);
        parts.clear();

        assertThat(message.parts()).hasSize(2);
        assertThat(message.text()).isEqualTo("one\ntwo");
        assertThat(message.conversationId()).isEqualTo(conversation.id());
        assertThat(message.createdAt()).isEqualTo(LATER);
    }

    @Test
    void leavesFormsOutOfAMessagesText() {
        var form = new LeadForm(conversation, UUID.randomUUID(), FakeActions.form("email"), Map.of(), Map.of(), START);

        var message = conversation.agentSays(List.of(Part.text("Sure."), Part.form(form)), START);

        assertThat(message.text()).isEqualTo("Sure.");
        assertThat(message.parts()).extracting(Part::ref).containsExactly(null, form.id());
    }

    @Test
    void remembersOfAVisitorWhetherTheyDeclined() {
        assertThat(visitor.declined()).isFalse();
        visitor.declines();
        assertThat(visitor.declined()).isTrue();
        visitor.agrees();
        assertThat(visitor.declined()).isFalse();
    }

    @Test
    void letsATokenStandForItsVisitorUntilItExpires() {
        var token = new VisitorToken("fyv_secret", visitor.id(), LATER);

        assertThat(token.visitorId()).isEqualTo(visitor.id());
        assertThat(token.tokenHash()).hasSize(64).doesNotContain("secret");
        assertThat(token.validAt(LATER.minusNanos(1))).isTrue();
        assertThat(token.validAt(LATER)).isFalse();
    }

    @Test
    void pointsFromAnAnsweredQuestionToTheMessageThatFollowed() {
        conversation.visitorSays("call me", START);
        var question = new Confirmation(conversation, UUID.randomUUID(), "Shall I?", START);
        conversation.agentSays(List.of(Part.confirmation(question)), START);
        assertThat(question.status()).isEqualTo(Confirmation.Status.PENDING);
        assertThat(question.closedAt()).isNull();
        assertThat(question.askedAtTurn()).isEqualTo(1);

        question.answered(false, conversation, LATER);

        assertThat(question.status()).isEqualTo(Confirmation.Status.DECLINED);
        assertThat(question.closedAt()).isEqualTo(LATER);
        assertThat(question.closedAtTurn()).isEqualTo(1);
        assertThat(question.answerPosition()).isEqualTo(2);
    }
}
