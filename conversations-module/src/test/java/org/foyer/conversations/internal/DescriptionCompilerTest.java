package org.foyer.conversations.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DescriptionCompilerTest {

    private final DescriptionCompiler compiler = new DescriptionCompiler();

    @Test
    void understandsTheDefaultDescriptionAsCallBackAndHumanContact() {
        var compiled = compiler.compile("when a visitor asks to be contacted or a person must follow up");

        assertThat(compiled.concepts()).containsExactly(Concept.CALL_BACK, Concept.HUMAN);
        assertThat(compiled.excluded()).isEmpty();
        assertThat(compiled.notUnderstood()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    wants to be contacted                                             | CALL_BACK HUMAN
                    A person must follow up                                           | CALL_BACK HUMAN
                    when a follow-up is needed                                        | CALL_BACK HUMAN
                    if a human will need to reach them                                | CALL_BACK HUMAN
                    whenever somebody wants us to call them                           | CALL_BACK HUMAN
                    The customer asks for a callback                                  | CALL_BACK HUMAN
                    they want to talk to sales                                        | CALL_BACK HUMAN
                    when someone would like to speak with our team                    | CALL_BACK HUMAN
                    the visitor needs to be escalated or a handoff is requested       | CALL_BACK HUMAN
                    visitor shows interest in buying                                  | BUY
                    wants to purchase, or is ready to order                           | BUY
                    asks for a quote or a price estimate                              | QUOTE
                    when people ask about pricing                                     | QUOTE
                    when they ask for a demo                                          | DEMO
                    only when the visitor asks for a demo                             | DEMO
                    wants to book an appointment or meet an advisor                   | APPOINTMENT
                    subscribe to newsletter                                           | NEWSLETTER
                    after answering a pre-sales question                              | PRE_SALES
                    when the visitor complains                                        | COMPLAINT
                    when they want a quote, a demo, or to be called back              | CALL_BACK HUMAN QUOTE DEMO
                    show the form when a visitor is interested in our product         | BUY
                    """)
    void understands(String description, String concepts) {
        var expected = EnumSet.noneOf(Concept.class);
        Arrays.stream(concepts.split(" ", -1)).map(Concept::valueOf).forEach(expected::add);

        assertThat(compiler.compile(description).concepts()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    asks for a quote, but not for complaints                          | QUOTE     | COMPLAINT
                    wants to be contacted. Never for support questions.               | CALL_BACK | COMPLAINT
                    wants to be contacted, except for newsletters                     | CALL_BACK | NEWSLETTER
                    asks for a demo but never when they only ask for a price          | DEMO      | QUOTE
                    not for complaints or refunds. When they want to buy              | BUY       | COMPLAINT
                    do not offer it on complaints, offer it when they ask for a quote | QUOTE     | COMPLAINT
                    """)
    void takesNegativeClausesAsExclusions(String description, Concept named, Concept excluded) {
        var compiled = compiler.compile(description);

        assertThat(compiled.concepts()).contains(named).doesNotContain(excluded);
        assertThat(compiled.excluded()).containsExactly(excluded);
    }

    @Test
    void carriesAnExclusionOverToTheClausesJoinedToIt() {
        var compiled = compiler.compile("wants to be called, but not for complaints, newsletters or demos");

        assertThat(compiled.excluded()).containsExactly(Concept.DEMO, Concept.NEWSLETTER, Concept.COMPLAINT);
        assertThat(compiled.concepts()).containsExactly(Concept.CALL_BACK, Concept.HUMAN);
    }

    @Test
    void doesNotTakeAnUnansweredQuestionForAnExclusion() {
        var compiled = compiler.compile("when the agent does not know the answer and a person must follow up");

        assertThat(compiled.excluded()).isEmpty();
        assertThat(compiled.concepts()).containsExactly(Concept.CALL_BACK, Concept.HUMAN);
        assertThat(compiled.conditions())
                .extracting(StateCondition::kind)
                .containsExactly(StateCondition.Kind.UNANSWERED);
        assertThat(compiled.notUnderstood()).isEmpty();
    }

    @Test
    void saysWhichClausesItDidNotUnderstand() {
        var compiled = compiler.compile("When the moon is full, or the visitor asks for a quote");

        assertThat(compiled.concepts()).isEqualTo(Set.of(Concept.QUOTE));
        assertThat(compiled.notUnderstood()).containsExactly("When the moon is full");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "...", "whenever", "\u0000", "if and or but"})
    void understandsNothingInNothing(String description) {
        assertThat(compiler.compile(description)).isEqualTo(new CompiledDescription(Set.of(), Set.of(), List.of()));
    }

    @Test
    void coversRequestsThatAPersonMustFollowUpWhereAFollowUpIsNamed() {
        var contact = compiler.compile("wants to be contacted");

        assertThat(contact.coversRequest(Concept.QUOTE)).isTrue();
        assertThat(contact.coversRequest(Concept.DEMO)).isTrue();
        assertThat(contact.coversRequest(Concept.APPOINTMENT)).isTrue();
        assertThat(contact.coversRequest(Concept.NEWSLETTER)).isFalse();
        assertThat(contact.coversSignal(Concept.QUOTE)).isFalse();
    }

    @Test
    void coversNothingElseWhereOnlyADemoIsNamed() {
        var demo = compiler.compile("only when the visitor asks for a demo");

        assertThat(demo.coversRequest(Concept.DEMO)).isTrue();
        assertThat(demo.coversRequest(Concept.QUOTE)).isFalse();
        assertThat(demo.coversRequest(Concept.CALL_BACK)).isFalse();
    }
}
