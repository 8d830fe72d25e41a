package org.foyer.encoder;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Held to a golden file: the word pieces of Hugging Face's own tokenizer and, for some texts, the vectors that ONNX
 * Runtime computes from the same file. The runtime also rounds between the layers, which we do not.
 */
class MiniLmEncoderTest {
    private static final double CLOSE = 0.98;

    private static final MiniLmEncoder ENCODER = MiniLmEncoder.load();
    private static final WordPieceTokenizer TOKENIZER = new WordPieceTokenizer(MiniLmEncoder.vocabulary());

    static Stream<JsonNode> goldenTexts() throws IOException {
        try (var file = MiniLmEncoderTest.class.getResourceAsStream("golden.jsonl")) {
            var lines = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8).split("\n");
            var rows = new ArrayList<JsonNode>();
            for (var line : lines) {
                rows.add(new ObjectMapper().readTree(line));
            }
            return rows.stream();
        }
    }

    static Stream<JsonNode> goldenVectors() throws IOException {
        return goldenTexts().filter(row -> row.has("vector"));
    }

    @ParameterizedTest
    @MethodSource("goldenTexts")
    void cutsATextAsTheReferenceDoes(JsonNode row) {
        var expected = IntStream.range(0, row.path("ids").size())
                .map(i -> row.path("ids").path(i).asInt())
                .toArray();

        assertThat(TOKENIZER.tokenize(row.path("text").asText(), 256)).isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("goldenVectors")
    void findsTheReferencesVector(JsonNode row) {
        var expected = new float[row.path("vector").size()];
        for (var i = 0; i < expected.length; i++) {
            expected[i] = (float) row.path("vector").path(i).asDouble();
        }

        var vector = ENCODER.encode(row.path("text").asText());

        assertThat(TextEncoder.cosine(vector, expected)).isGreaterThan(CLOSE);
        assertThat(TextEncoder.cosine(vector, vector)).isBetween(1 - 1e-6, 1 + 1e-6);
    }

    @Test
    void bringsParaphrasesTogetherAndKeepsOthersApart() {
        var request = ENCODER.encode("Can someone call me back?");

        assertThat(TextEncoder.cosine(request, ENCODER.encode("I would like to get a phone call from you")))
                .isGreaterThan(TextEncoder.cosine(request, ENCODER.encode("What are your opening hours?")) + .2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "\u0000", "\ud83d", "\n\n"})
    void takesAnyText(String text) {
        assertThat(ENCODER.encode(text)).hasSize(ENCODER.dimensions()).doesNotContain(Float.NaN);
    }

    @Test
    void sameTextSameVectorOnEveryThread() {
        var texts =
                List.of("call me", "what does it cost?", "a much longer message that is about nothing in particular");
        var alone = texts.stream().map(ENCODER::encode).toList();

        var together = IntStream.range(0, 30)
                .parallel()
                .mapToObj(i -> ENCODER.encode(texts.get(i % 3)))
                .toList();

        for (var i = 0; i < 30; i++) {
            assertThat(together.get(i)).isEqualTo(alone.get(i % 3));
        }
    }

    @Test
    void looksNoFurtherThanItsWindow() {
        assertThat(TOKENIZER.tokenize("word ".repeat(5000), 256)).hasSize(256);
    }
}
