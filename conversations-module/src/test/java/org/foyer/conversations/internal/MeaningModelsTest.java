package org.foyer.conversations.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.foyer.encoder.MiniLmEncoder;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** With the real encoder. None of the messages stands in the exemplars. */
class MeaningModelsTest {
    private static final MeaningModels MODELS = new MeaningModels();

    @BeforeAll
    static void load() {
        MODELS.use(MiniLmEncoder.load());
    }

    private static double score(String description, String message) {
        return score(description, List.of(), List.of(), message);
    }

    private static double score(String description, List<String> offer, List<String> dontOffer, String message) {
        var action = new OfferableAction(
                new UUID(0, 1),
                "collect_leads",
                "collect_leads",
                description,
                OfferMode.AUTO,
                Sensitivity.BALANCED,
                offer,
                dontOffer);
        return MODELS.read(action, new DescriptionCompiler().compile(description), message)
                .map(MeaningModel.Reading::score)
                .orElse(-1.0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "it would be great to hear a voice instead of typing",
                "is anyone from your company reachable today",
                "I'd feel better discussing this with one of your staff"
            })
    void hearsARequestThatNoRuleKnows(String message) {
        assertThat(new RequestRules().match(message).requests()).isEmpty();
        assertThat(score("when a visitor asks to be contacted", message))
                .isGreaterThanOrEqualTo(Sensitivity.BALANCED.asksFrom());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "where is my parcel",
                "what's your favourite colour",
                "do you deliver on Sundays",
                "how do I change my password",
                "are you a person or a program",
                "play the next song",
                "thank you so much",
                "call a cab for me"
            })
    void isSilentOnWhatWantsNobody(String message) {
        assertThat(score("when a visitor asks to be contacted", message)).isLessThan(Sensitivity.BALANCED.asksFrom());
    }

    @Test
    void learnsAVagueDescriptionFromTheOperatorsExamples() {
        var offer = List.of(
                "we are moving our warehouse next spring",
                "our lease ends in June and we need to relocate",
                "I have to move a three-room flat",
                "we are going to transfer the office to another city",
                "planning our relocation to Hamburg");
        var dontOffer = List.of("do you sell boxes", "where is my delivery");

        var message = "our company is relocating to a new building in autumn";

        assertThat(score("when it is a good moment", List.of(), List.of(), message))
                .isEqualTo(-1);
        assertThat(score("when it is a good moment", offer, dontOffer, message))
                .isGreaterThanOrEqualTo(Sensitivity.BALANCED.threshold());
        assertThat(score("when it is a good moment", offer, dontOffer, "do you also sell tape"))
                .isLessThan(Sensitivity.BALANCED.asksFrom());
    }

    @Test
    void trustsTenExamplesOfTheOperatorsMoreThanTwo() {
        var offer = List.of(
                "Our hotel needs new furniture for eighty rooms",
                "I'm the architect of a clinic and look for suppliers",
                "We are going to refurbish our headquarters next year",
                "We plan to equip three schools with desks",
                "The budget for our new canteen has been approved",
                "We have to furnish a whole floor by October",
                "Our company moves into a new building with 200 people",
                "I'm collecting suppliers for a tender of the city",
                "We want to replace all the chairs in our concert hall",
                "Our client opens six restaurants this summer");
        var message = "My firm relocates to a bigger office in May";

        assertThat(score("when it looks like a serious project", offer.subList(0, 2), List.of(), message))
                .isLessThan(Sensitivity.BALANCED.asksFrom());
        assertThat(score("when it looks like a serious project", offer, List.of(), message))
                .isGreaterThanOrEqualTo(Sensitivity.BALANCED.threshold());
        for (var other : List.of("Where is my parcel?", "My chair squeaks", "How do I clean the leather?")) {
            assertThat(score("when it looks like a serious project", offer, List.of(), other))
                    .as(other)
                    .isLessThan(Sensitivity.BALANCED.asksFrom());
        }
    }

    @Test
    void findsTheRequestInALongMessage() {
        assertThat(
                        score(
                                "when a visitor asks to be contacted",
                                "My order 4471 came on Monday. The box was open. I would love to sort this out with one of your people."))
                .isGreaterThanOrEqualTo(Sensitivity.BALANCED.asksFrom());
    }

    @Test
    void hasNoOpinionBeforeTheEncoderIsLoaded() {
        var action = new OfferableAction(
                new UUID(0, 1),
                "collect_leads",
                "collect_leads",
                "call back",
                OfferMode.AUTO,
                Sensitivity.BALANCED,
                List.of(),
                List.of());

        assertThat(new MeaningModels().read(action, new DescriptionCompiler().compile("call back"), "hello"))
                .isEmpty();
    }
}
