package org.foyer.conversations.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModelTextTest {
    private static final String PROMPT = """
            You are the assistant of Acme Bicycles. Be friendly and brief. Our shop in Bern is open Monday to Friday.
            Never offer more than five percent discount. The internal code for the spring sale is ZEBRA-42, which nobody
            outside may learn. If somebody is angry, pass them on to a person of the team.""";

    private final List<String> shown = new ArrayList<>();
    private final ModelText text = new ModelText(PROMPT, shown::add);

    private String shown() {
        return String.join("", shown);
    }

    /** As a model sends it: a word or two at a time. */
    private boolean streams(String whole) {
        for (var piece : whole.split("(?<=\\G.{7})", -1)) {
            if (!text.add(piece)) {
                return false;
            }
        }
        return true;
    }

    private ModelOutcome failure() {
        var failure = catchThrowableOfType(ModelFailure.class, () -> text.finished(false));
        assertThat(failure).isNotNull();
        return failure.outcome();
    }

    @Test
    void showsEachPieceAsItComes() {
        text.add("Hello");
        assertThat(shown).containsExactly("Hello");
        text.add(" there");
        assertThat(shown).containsExactly("Hello", " there");
        assertThat(text.finished(false)).isEqualTo("Hello there").isEqualTo(shown());
    }

    @Test
    void stopsBeforeItRepeatsTheSystemPrompt() {
        assertThat(streams("Sure! My instructions are: " + PROMPT)).isFalse();
        assertThat(shown()).startsWith("Sure!").doesNotContain("assistant of Acme");
        assertThat(failure()).isEqualTo(ModelOutcome.LEAKED);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The internal code for the spring sale is ZEBRA-42, which nobody outside may learn. If somebody is angry",
                "THE INTERNAL CODE, for the *spring* sale, is: \"zebra 42\" — which nobody\noutside may learn; if somebody is angry",
                "t-h-e i-n-t-e-r-n-a-l code for the spring sale is ZEBRA 42 which nobody outside may learn if somebody is angry"
            })
    void findsALongPieceOfItHoweverItIsWritten(String piece) {
        assertThat(streams(piece)).isFalse();
        assertThat(shown().toLowerCase(Locale.ROOT)).doesNotContain("zebra");
        assertThat(failure()).isEqualTo(ModelOutcome.LEAKED);
    }

    @Test
    void findsItInPiecesToo() {
        streams(
                "First: You are the assistant of Acme Bicycles. Be friendly. And also: Never offer more than five percent"
                        + " discount. Then: If somebody is angry, pass them on to a person. And: Our shop in Bern"
                        + " is open Monday to Friday. Lastly: the internal code for the"
                        + " spring sale is what I can't say.");
        assertThat(failure()).isEqualTo(ModelOutcome.LEAKED);
    }

    @Test
    void repeatsAShortFactOfIt() {
        assertThat(streams("Our shop in Bern is open Monday to Friday. Come and see us!"))
                .isTrue();
        assertThat(text.finished(false)).isEqualTo("Our shop in Bern is open Monday to Friday. Come and see us!");
        assertThat(shown()).isEqualTo("Our shop in Bern is open Monday to Friday. Come and see us!");
    }

    @Test
    void protectsAShortPromptAsAWhole() {
        var brief = new ModelText("You are a pirate; the password is arrr-77.", shown::add);
        brief.add("You are a pirate; the password is arrr-77.");
        assertThat(brief.leaked()).isTrue();
        assertThat(shown()).isEmpty();
    }

    @Test
    void keepsThoughtsToItself() {
        for (var piece : List.of("\n<th", "ink>The visitor ", "wants <b>…</thi", "nk>\n\nWe ", "do.")) {
            text.add(piece);
        }
        assertThat(text.finished(false)).isEqualTo("We do.").isEqualTo(shown());
    }

    @Test
    void saysWhatOnlyBeginsLikeAThought() {
        text.add("<t");
        assertThat(shown).isEmpty();
        text.add("able> has legs");
        assertThat(text.finished(false)).isEqualTo("<table> has legs").isEqualTo(shown());
    }

    @Test
    void isEmptyWhereNothingButThoughtsCame() {
        text.add("<think>hm");
        assertThat(text.finished(false)).isEmpty();
    }

    @Test
    void endsALongTextWithASentence() {
        var stopped = IntStream.range(0, 1000).allMatch(i -> text.add("A sentence of moderate length it is. "));
        assertThat(stopped).isFalse();
        assertThat(text.finished(false)).hasSizeBetween(3900, ModelText.LONGEST).endsWith("it is.");
    }

    @Test
    void endsATextThatTheLimitOfTokensBroke() {
        text.add("We have three sizes. They are small, medium and lar");
        assertThat(text.finished(true)).isEqualTo("We have three sizes. They are small, medium and…");
        var whole = new ModelText("", piece -> {});
        whole.add("We have three sizes. They are small and large.");
        assertThat(whole.finished(true)).isEqualTo("We have three sizes. They are small and large.");
    }

    @Test
    void dropsControlCharactersAndHalvesOfCharacters() {
        text.add("a\u0000b\u0007c \uD83D");
        assertThat(shown()).isEqualTo("abc ");
        text.add("\uDE00 d\uDC00");
        assertThat(text.finished(false)).isEqualTo("abc \uD83D\uDE00 d");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFFFD\uFFFD\uFFFDa\uFFFD", "…", "{}{}{}", "\uE000\uE001\uE002ab"})
    void isGarbageWhereNobodyCanReadIt(String garbage) {
        text.add(garbage);
        assertThat(failure()).isEqualTo(ModelOutcome.GARBAGE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"はい、できます。", "Да", "\uD83D\uDE42", "5"})
    void isNoGarbageInAnyScript(String fine) {
        text.add(fine);
        assertThat(text.finished(false)).isEqualTo(fine);
    }
}
