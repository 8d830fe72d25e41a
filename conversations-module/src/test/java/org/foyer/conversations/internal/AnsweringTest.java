package org.foyer.conversations.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.foyer.conversations.internal.ConversationFixture.assertRefused;
import static org.foyer.conversations.internal.ConversationFixture.fieldsOf;
import static org.foyer.conversations.internal.ConversationFixture.formIn;
import static org.foyer.conversations.internal.ConversationFixture.formsIn;
import static org.foyer.conversations.internal.ConversationFixture.textOf;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.foyer.contracts.conversations.FormView;
import org.foyer.contracts.conversations.MessageView;
import org.foyer.contracts.conversations.PartView;
import org.foyer.contracts.conversations.UnansweredQuestionView;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.testing.TestDatabase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the agent makes of its knowledge, and of what visitors tell of themselves. */
class AnsweringTest {
    private static final String QUESTION = "when do you open?";

    private static List<PartView.Choice> choicesIn(MessageView message) {
        return message.parts().stream()
                .filter(PartView.Choices.class::isInstance)
                .flatMap(part -> ((PartView.Choices) part).choices().stream())
                .toList();
    }

    private static List<UnansweredQuestionView> unanswered(ConversationFixture fixture) {
        return fixture.unanswered(
                        questions -> questions.list(fixture.workspace, fixture.agent.id(), new PageRequest(50, null)))
                .items();
    }

    private static Map<String, String> valuesIn(FormView form) {
        var values = new java.util.LinkedHashMap<String, String>();
        form.fields().forEach(field -> {
            if (field.value() != null) {
                values.put(field.name(), field.value());
            }
        });
        return values;
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void answersWithTheSourceOfTheAnswer(TestDatabase.Kind kind) {
        var fixture = ConversationFixture.on(kind);
        fixture.knowledge.finds(QUESTION, "Opening hours", "From 9 to 17.", .71);

        var answer = fixture.aConversation().says(QUESTION);

        assertThat(textOf(answer)).isEqualTo("From 9 to 17.\n\nSource: Opening hours");
        assertThat(unanswered(fixture)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void asksWhatWasMeantAndAnswersTheChoice(TestDatabase.Kind kind) {
        var fixture = ConversationFixture.on(kind);
        fixture.knowledge.finds(QUESTION, "Opening hours", "From 9 to 17.", .69);
        fixture.knowledge.finds(QUESTION, "Opening a case", "Turn the key.", .6);
        fixture.knowledge.finds(QUESTION, "A third", "3", .55);
        fixture.knowledge.finds(QUESTION, "A fourth", "4", .52);
        var talk = fixture.aConversation();

        var asked = talk.says(QUESTION);
        var choices = choicesIn(asked);
        assertThat(choices)
                .extracting(PartView.Choice::title)
                .containsExactly("Opening hours", "Opening a case", "A third");
        assertThat(asked.parts()).singleElement().isInstanceOf(PartView.Choices.class);

        var turn = fixture.chat(
                chat -> chat.choose(talk.visitor, talk.id, choices.get(1).id(), Map.of()));
        assertThat(turn).extracting(MessageView::author).containsExactly("visitor", "agent");
        assertThat(textOf(turn.get(0))).isEqualTo("Opening a case");
        assertThat(textOf(turn.get(1))).isEqualTo("Turn the key.\n\nSource: Opening a case");
        assertThat(unanswered(fixture)).isEmpty();

        var stranger = fixture.aConversation();
        assertRefused(
                Refusal.Kind.NOT_FOUND,
                () -> fixture.chat(chat -> chat.choose(
                        stranger.visitor, stranger.id, choices.get(1).id(), Map.of())));
        assertRefused(
                Refusal.Kind.NOT_FOUND,
                () -> fixture.chat(chat -> chat.choose(talk.visitor, talk.id, UUID.randomUUID(), Map.of())));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void saysHonestlyWhereAChoiceIsGoneMeanwhile(TestDatabase.Kind kind) {
        var fixture = ConversationFixture.on(kind);
        var entry = fixture.knowledge.finds(QUESTION, "Opening hours", "From 9 to 17.", .69);
        var talk = fixture.aConversation();
        talk.says(QUESTION);
        fixture.knowledge.forgets(entry);

        var turn = fixture.chat(chat -> chat.choose(talk.visitor, talk.id, entry.entryId(), Map.of()));

        assertThat(textOf(turn.get(1))).startsWith(ReplyWording.UNKNOWN);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void collectsWhatItCouldNotAnswerAndCountsTheSameQuestionTogether(TestDatabase.Kind kind) {
        var fixture = ConversationFixture.collecting(kind, "email");
        var talk = fixture.aConversation();
        talk.says("Do you sell rope?");
        talk.says("hello");
        talk.says("thanks!");
        talk.says("yes");
        talk.says("call me back");
        fixture.clock.forward(java.time.Duration.ofMinutes(1));
        var other = fixture.aConversation();
        other.says("What does it weigh");
        fixture.clock.forward(java.time.Duration.ofMinutes(1));
        other.says("do you sell ROPE");

        var listed = unanswered(fixture);
        assertThat(listed)
                .extracting(UnansweredQuestionView::question)
                .containsExactly("do you sell ROPE", "What does it weigh");
        assertThat(listed).extracting(UnansweredQuestionView::count).containsExactly(2, 1);
        assertThat(listed.get(0).conversationId()).isEqualTo(other.id);
        assertThat(listed.get(0).firstAskedAt()).isBefore(listed.get(0).lastAskedAt());
        var first = fixture.unanswered(
                questions -> questions.list(fixture.workspace, fixture.agent.id(), new PageRequest(1, null)));
        assertThat(first.items()).containsExactly(listed.get(0));
        assertThat(fixture.unanswered(questions ->
                                questions.list(fixture.workspace, fixture.agent.id(), new PageRequest(1, first.next())))
                        .items())
                .containsExactly(listed.get(1));

        fixture.unanswered(questions -> {
            questions.dismiss(
                    fixture.workspace, fixture.agent.id(), listed.get(0).id());
            return null;
        });
        assertThat(unanswered(fixture)).containsExactly(listed.get(1));
        assertRefused(
                Refusal.Kind.NOT_FOUND,
                () -> fixture.unanswered(questions -> {
                    questions.dismiss(
                            fixture.workspace, fixture.agent.id(), listed.get(0).id());
                    return null;
                }));
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void dropsAQuestionOnceAnEntryAnswersIt(TestDatabase.Kind kind) {
        var fixture = ConversationFixture.on(kind);
        var talk = fixture.aConversation();
        talk.says("Do you sell rope?");
        talk.says("What does it weigh?");
        var rope = fixture.knowledge.finds("do you sell rope?", "Rope", "We do.", .8);
        fixture.knowledge.finds("what does it weigh?", "Weight", "Little.", .6);

        fixture.unanswered(questions -> {
            questions.settle(fixture.agent.id(), rope.entryId());
            return null;
        });

        assertThat(unanswered(fixture))
                .extracting(UnansweredQuestionView::question)
                .containsExactly("What does it weigh?");
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void offersAfterAnsweringWhatTheDescriptionNames(TestDatabase.Kind kind) {
        var fixture = ConversationFixture.on(kind);
        fixture.collect("after answering a pre-sales question", "email");
        fixture.knowledge.finds("does it fit my bike?", "Fit", "It fits every bike.", .8);
        var talk = fixture.aConversation();

        assertThat(formsIn(talk.says("hello"))).isEmpty();
        assertThat(formsIn(talk.says("is the saddle soft?")))
                .as("a question without an answer")
                .isEmpty();
        var answered = talk.says("does it fit my bike?");

        assertThat(textOf(answered))
                .startsWith("It fits every bike.\n\nSource: Fit\n\nIf you like, leave your details");
        assertThat(formsIn(answered)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void offersWhereItCannotAnswerIfThatIsTheMoment(TestDatabase.Kind kind) {
        var fixture = ConversationFixture.on(kind);
        fixture.collect("when the agent cannot answer a question", "email");
        fixture.knowledge.finds(QUESTION, "Opening hours", "From 9 to 17.", .8);
        var talk = fixture.aConversation();

        assertThat(formsIn(talk.says("hi"))).isEmpty();
        assertThat(formsIn(talk.says(QUESTION))).isEmpty();
        var admitted = talk.says("do you sell rope?");
        assertThat(textOf(admitted))
                .isEqualTo(
                        "I'm sorry, I can't answer that yet.\n\nIf you like, leave your details below and someone will get back to you.");
        assertThat(formsIn(admitted)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void fillsInWhatTheVisitorToldOfThemselves(TestDatabase.Kind kind) {
        var fixture = ConversationFixture.collecting(kind, "name", "email", "phone");
        var talk = fixture.aConversation();

        var form = formIn(talk.says("I'm Ana Lopez, Ana@Example.com"));

        assertThat(fieldsOf(form)).containsExactly("name", "email", "phone");
        assertThat(valuesIn(form)).isEqualTo(Map.of("name", "Ana Lopez", "email", "Ana@example.com"));
        fixture.forms(forms -> forms.submit(
                talk.visitor, form.id(), Map.of("fields", Map.of("name", "Ana", "email", "ana@example.com"))));
        assertThat(talk.history().stream().flatMap(message -> formsIn(message).stream()))
                .as("a form that was sent shows nothing of it")
                .allSatisfy(closed -> assertThat(valuesIn(closed)).isEmpty());
    }

    @ParameterizedTest
    @EnumSource(TestDatabase.Kind.class)
    void makesALeadOfARequestFromSomebodyOfWhomAllIsKnown(TestDatabase.Kind kind) {
        var fixture = ConversationFixture.collecting(kind, "email");
        var talk = fixture.aConversation();
        var form = formIn(talk.says(ConversationFixture.EXPLICIT));
        fixture.forms(
                forms -> forms.submit(talk.visitor, form.id(), Map.of("fields", Map.of("email", "ana@example.com"))));
        var later = fixture.aConversation("{}", talk.token);

        var confirmed = later.says("please call me back");
        later.says("call me!");

        assertThat(formsIn(confirmed)).isEmpty();
        assertThat(textOf(confirmed)).isEqualTo("We have your details. Someone will get back to you.");
        var leads = later.seenByTheTeam().leads();
        assertThat(leads)
                .as("one lead for a conversation, however often it is asked")
                .hasSize(1);
        assertThat(leads.get(0).fields()).isEqualTo(Map.of("email", "ana@example.com"));
    }
}
