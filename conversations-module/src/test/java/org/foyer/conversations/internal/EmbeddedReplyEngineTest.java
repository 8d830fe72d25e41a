package org.foyer.conversations.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedReplyEngineTest {

    private static final String DEFAULT = "when a visitor asks to be contacted or a person must follow up";

    private final EmbeddedReplyEngine engine = new EmbeddedReplyEngine(new MessageRules(), new MeaningModels());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    call me back                  | CALL_BACK
                    can someone contact me        | CALL_BACK
                    can I talk to a human         | HUMAN
                    I'd like a quote              | QUOTE
                    book a demo                   | DEMO
                    I want to book an appointment | APPOINTMENT
                    """)
    void proposesTheDefaultActionOnExplicitRequests(String message, Concept concept) {
        var action = action(DEFAULT);

        var reply = engine.reply(turn(message, action));

        assertThat(reply.proposals()).singleElement().satisfies(proposal -> {
            assertThat(proposal.actionId()).isEqualTo(action.id());
            assertThat(proposal.explicitRequest()).isTrue();
            assertThat(proposal.score()).isEqualTo(1.0);
            assertThat(proposal.concept()).isEqualTo(concept);
            assertThat(proposal.rule()).isNotEmpty();
        });
        assertThat(reply.text()).startsWith("Sure. Leave your details below and someone will get back to you");
        assertThat(reply.refusal()).isEqualTo(RefusalKind.NONE);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "how much is it?",
                "I want to buy one",
                "what are your opening hours",
                "subscribe me to the newsletter"
            })
    void proposesNothingThatTheDescriptionDoesNotName(String message) {
        assertThat(engine.reply(turn(message, action(DEFAULT))).proposals()).isEmpty();
    }

    @Test
    void keepsToANarrowDescription() {
        var action = action("only when the visitor asks for a demo");

        assertThat(engine.reply(turn("I'd like a quote", action)).proposals()).isEmpty();
        assertThat(engine.reply(turn("call me", action)).proposals()).isEmpty();
        assertThat(engine.reply(turn("can I see a demo?", action)).proposals()).hasSize(1);
    }

    @Test
    void proposesOnASignalForTheConceptItNamesWithoutCallingItARequest() {
        var reply = engine.reply(turn("how much is the large one?", action("when they ask about prices")));

        assertThat(reply.proposals()).singleElement().satisfies(proposal -> {
            assertThat(proposal.explicitRequest()).isFalse();
            assertThat(proposal.score()).isEqualTo(.5);
        });
        assertThat(reply.text()).startsWith("If you like, leave your details below");
    }

    @Test
    void onlyAsksOnASignalWhereTheActionIsCareful() {
        var careful = action("when they ask about prices", Sensitivity.CAREFUL, List.of(), List.of());

        assertThat(engine.reply(turn("how much is it?", careful)).proposals())
                .singleElement()
                .satisfies(proposal -> assertThat(proposal.score()).isLessThan(Sensitivity.CAREFUL.threshold()));
        assertThat(engine.reply(turn("send me a quote", careful)).proposals())
                .singleElement()
                .satisfies(proposal -> assertThat(proposal.explicitRequest()).isTrue());
    }

    @Test
    void proposesNothingOnAnExcludedConcept() {
        var action = action("wants to be contacted, but not for complaints");

        assertThat(engine.reply(turn("I want to file a complaint, call me", action))
                        .proposals())
                .isEmpty();
        assertThat(engine.reply(turn("call me", action)).proposals()).hasSize(1);
    }

    @Test
    void putsTheExplicitRequestFirst() {
        var buying = action("when they are interested in buying");
        var calling = action(DEFAULT);

        var reply = engine.reply(turn("I want to buy one, please call me", buying, calling));

        assertThat(reply.proposals()).extracting(Proposal::actionId).containsExactly(calling.id(), buying.id());
    }

    @Test
    void proposesOnAnOperatorsExampleWhateverItsSpelling() {
        var action = action("at the right time", Sensitivity.BALANCED, List.of("Do you ship to Norway?"), List.of());

        var reply = engine.reply(turn("do you ship to NORWAY", action));

        assertThat(reply.proposals()).singleElement().satisfies(proposal -> {
            assertThat(proposal.nearestExample()).isEqualTo("Do you ship to Norway?");
            assertThat(proposal.explicitRequest()).isFalse();
        });
    }

    @Test
    void proposesNothingOnAMessageTheOperatorRuledOut() {
        var action = action(DEFAULT, Sensitivity.BALANCED, List.of(), List.of("Call me back!"));

        assertThat(engine.reply(turn("call me back", action)).proposals()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    please don't contact me    | NO_CONTACT
                    I won't give you my email  | NO_DATA
                    """)
    void respectsARefusal(String message, RefusalKind kind) {
        var reply = engine.reply(turn(message, action(DEFAULT)));

        assertThat(reply.refusal()).isEqualTo(kind);
        assertThat(reply.proposals()).isEmpty();
        assertThat(reply.text()).startsWith("Understood. I won't ask for your details.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    hi              | Hello! I'm Ada. How can I help?
                    Good morning!   | Hello! I'm Ada. How can I help?
                    Hello again     | Hello! I'm Ada. How can I help?
                    thank you       | You're welcome!
                    ok thanks a lot | You're welcome!
                    bye             | Goodbye, and thanks for stopping by.
                    are you a bot?  | I'm an automated assistant.
                    """)
    void answersSmallTalk(String message, String text) {
        var reply = engine.reply(turn(message, action(DEFAULT)));

        assertThat(reply.text()).isEqualTo(text);
        assertThat(reply.proposals()).isEmpty();
    }

    @Test
    void admitsWhatItCannotAnswerAndSaysOnceHowToReachAPerson() {
        var first = engine.reply(turn("what is the tensile strength?", action(DEFAULT)));
        var history = List.of(
                new TranscriptEntry("visitor", "what is the tensile strength?"),
                new TranscriptEntry("agent", first.text()));
        var second =
                engine.reply(new Turn("Ada", "en", List.of(action(DEFAULT)), history, "and the weight?", List.of()));

        assertThat(first.text())
                .isEqualTo(
                        "I'm sorry, I can't answer that yet. If you'd like someone to get back to you, just say so.");
        assertThat(second.text()).isEqualTo("I'm sorry, I can't answer that yet.");
    }

    @Test
    void promisesNobodyWhereNoActionLeadsToAPerson() {
        assertThat(engine.reply(turn("what is the tensile strength?")).text())
                .isEqualTo("I'm sorry, I can't answer that yet.");
    }

    @Test
    void repliesAlikeToTheSameTranscript() {
        var turn = turn("I want to talk to a person about a quote", action(DEFAULT));

        assertThat(engine.reply(turn))
                .isEqualTo(engine.reply(turn))
                .isEqualTo(new EmbeddedReplyEngine(new MessageRules(), new MeaningModels()).reply(turn));
    }

    @Test
    void announcesNoFormThatThePolicyDoesNotShow() {
        var reply = engine.reply(turn("how much is it", action("asks for prices")));
        var capped = new OfferDecision(
                Offer.NONE, null, List.of(), OfferRule.CONVERSATION_CAP, "Enough.", .5, Concept.QUOTE, null);
        var asked = new OfferDecision(
                Offer.QUESTION, null, List.of("email"), OfferRule.CONFIRM_FIRST, "Ask.", .5, Concept.QUOTE, null);
        var shown = new OfferDecision(
                Offer.FORM, null, List.of("email"), OfferRule.PROPOSED, "Fits.", .5, Concept.QUOTE, null);

        assertThat(ReplyWording.of(reply, capped)).isEqualTo("I'm sorry, I can't answer that yet.");
        assertThat(ReplyWording.of(reply, asked)).isEqualTo("Shall someone get back to you with a quote?");
        assertThat(ReplyWording.of(reply, shown)).isEqualTo(reply.text()).contains("below");
    }

    @Test
    void confirmsTheFollowUpToWhoAskedForItAndIsKnown() {
        var reply = engine.reply(turn("call me", action(DEFAULT)));
        var known = new OfferDecision(
                Offer.NONE, null, List.of(), OfferRule.ALL_KNOWN, "Known.", 1, Concept.CALL_BACK, null);

        assertThat(ReplyWording.of(reply, known)).isEqualTo("We have your details. Someone will get back to you.");
    }

    @Test
    void isNamedEmbedded() {
        assertThat(engine.name()).isEqualTo("embedded");
    }

    private static OfferableAction action(String description) {
        return action(description, Sensitivity.BALANCED, List.of(), List.of());
    }

    private static OfferableAction action(
            String description, Sensitivity sensitivity, List<String> offer, List<String> dontOffer) {
        return new OfferableAction(
                UUID.nameUUIDFromBytes(description.getBytes(UTF_8)),
                "collect_leads",
                "collect_leads",
                description,
                OfferMode.AUTO,
                sensitivity,
                offer,
                dontOffer);
    }

    private static Turn turn(String text, OfferableAction... actions) {
        return new Turn("Ada", "en", List.of(actions), List.of(), text, List.of());
    }
}
