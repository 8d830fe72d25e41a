package org.foyer.conversations.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextNormalizerTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    CALL Me                       | call me
                    I don't                       | i do not
                    I don’t                       | i do not
                    dont cant wont                | do not can not will not
                    won't can't shan't            | will not can not shall not
                    I'd you'll we're they've I'm  | i would you will we are they have i am
                    what's the renter's plan      | what is the renter plan
                    let's gimme                   | let us give me
                    humann qoute represenative    | human quote representative
                    agnet somoene cutsomer        | agent someone customer
                    cal me plz                    | call me please
                    pleeeease HUMAAAN             | please human
                    call-back e-mail              | call back email
                    R&D                           | are and d
                    quite contract expect taking  | quite contract expect taking
                    humans quotes agents          | humans quotes agents
                    ｃａｌｌ ｍｅ                       | call me
                    ca\u200bll                         | call
                    """)
    void spellsOut(String text, String line) {
        assertThat(TextNormalizer.normalize(text).line()).isEqualTo(line);
    }

    @Test
    void endsSegmentsWherePunctuationDoes() {
        assertThat(TextNormalizer.normalize("No, call me. At 12.30! (ana@example.com)\nok - bye")
                        .segments())
                .containsExactly(
                        List.of("no"),
                        List.of("call", "me"),
                        List.of("at", "12.30"),
                        List.of("ana@example.com"),
                        List.of("okay"),
                        List.of("bye"));
    }

    @Test
    void survivesLoneSurrogatesControlCharactersAndEmoji() {
        assertThat(TextNormalizer.normalize("\ud800call\u0000me \ud83d\ude4f now\udc00")
                        .line())
                .isEqualTo("call me now");
    }
}
