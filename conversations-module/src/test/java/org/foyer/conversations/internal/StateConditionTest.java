package org.foyer.conversations.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The moments that a description may name. */
class StateConditionTest {
    private final DescriptionCompiler compiler = new DescriptionCompiler();

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            after answering a pre-sales question                        | pre-sales question, after an answer
            once a product question has been answered                   | pre-sales question, after an answer
            after you have answered their question                      | after an answer
            when the agent has answered a question about pricing        | quote, after an answer
            after answering a question about features or prices         | quote, pre-sales question, after an answer
            when the agent cannot answer                                | a question without an answer
            if it doesn't know the answer                               | a question without an answer
            when a question can't be answered                           | a question without an answer
            when there is no answer in the knowledge                    | a question without an answer
            if the bot can't help                                       | a question without an answer
            when the visitor types their e-mail address in the chat     | contact details typed
            after three messages                                        | after 3 messages
            once the visitor has sent 5 messages                        | after 5 messages
            after a few questions                                       | after 3 messages
            from the second message on                                  | after 2 messages
            """)
    void understandsTheMoment(String description, String labels) {
        assertThat(compiler.compile(description).labels())
                .contains(labels.strip().split(", "));
        assertThat(compiler.compile(description).notUnderstood()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "when a visitor asks to be contacted or a person must follow up",
                "when the visitor wants a follow-up or a human will need to reach them",
                "when the visitor asks for a quote or a price estimate",
                "when a visitor wants to book an appointment or meet an advisor",
                "when they ask one question about prices"
            })
    void seesNoMomentWhereNoneIsNamed(String description) {
        assertThat(compiler.compile(description).conditions()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            We're open from 9 to 17.                                    | true
            Yes, it does.                                               | true
            You can cancel at any time.                                 | true
            No, we don't ship to Norway.                                | true
            I'm sorry, I can't answer that yet.                         | false
            I'm afraid I don't know that.                               | false
            I'm not sure, sorry                                         | false
            We do not have that information.                            | false
            Hello! I'm Ada. How can I help?                             | false
            You're welcome!                                             | false
            Did you mean one of these?                                  | false
            Sure. Leave your details below and someone will call.       | false
            """)
    void tellsAnAnswerFromOtherTalk(String text, boolean answer) {
        assertThat(ConversationState.isAnswer(text)).isEqualTo(answer);
    }

    @Test
    void readsTheMomentFromTheTranscript() {
        var history = List.of(
                new TranscriptEntry("agent", "Welcome!"),
                new TranscriptEntry("visitor", "does it fit?"),
                new TranscriptEntry("agent", "It does."));
        var state = ConversationState.of(new Turn("", "en", List.of(), history, "great", List.of()));

        assertThat(state.turn()).isEqualTo(2);
        assertThat(state.answeredBefore()).contains("does it fit?");
        assertThat(state.unansweredBefore()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            I'm Ana, ana@example.com                          | {name=Ana, email=ana@example.com}
            my name is Ana López and my number is 2025550143  | {name=Ana López, phone=+12025550143}
            This is Bob from Acme: bob@acme.test              | {name=Bob, email=bob@acme.test}
            ich heiße Jörg Müller                             | {name=Jörg Müller}
            I'm Interested, write to me at a@example.com      | {email=a@example.com}
            I'm German                                        | {}
            I am Groot                                        | {}
            order 3707955617 is late                          | {}
            reach me on +44 20 7946 0958 please               | {phone=+442079460958}
            a@b                                               | {}
            """)
    void findsWhatPeopleTellOfThemselves(String message, String expected) {
        var found = TypedDetails.in(List.of(message), "US");

        var ordered = List.of("name", "email", "phone").stream()
                .filter(found::containsKey)
                .map(field -> field + "=" + found.get(field))
                .collect(Collectors.joining(", ", "{", "}"));
        assertThat(ordered).isEqualTo(expected);
    }
}
