package org.foyer.conversations.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.foyer.encoder.MiniLmEncoder;
import org.foyer.encoder.TextEncoder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ExemplarVectorsTest {
    private static final String MODEL = "all-minilm-l6-v2";

    /** An encoder that answers every text with one and the same vector, so that its work can be told. */
    private record Told(String modelId) implements TextEncoder {
        private static final float[] VECTOR = new float[384];

        @Override
        public int dimensions() {
            return VECTOR.length;
        }

        @Override
        public float[] encode(String text) {
            return VECTOR;
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void noExemplarIsLeftForAStartToEncode(Language language) {
        assertThat(new Exemplars(new ExemplarVectors(new Told(MODEL), language)::of, language).all())
                .isNotEmpty()
                .noneMatch(exemplar -> exemplar.vector().cosine(exemplar.vector()) == 0);
    }

    @Test
    void theVectorsOfTheBuildAreThoseOfTheModel() {
        var model = MiniLmEncoder.load();
        var built = new ExemplarVectors(model, Language.GERMAN);

        assertThat(new Exemplars(built::of, Language.GERMAN).all().limit(10)).allSatisfy(exemplar -> {
            var vector = model.encode(exemplar.text());
            for (var i = 0; i < vector.length; i++) {
                assertThat(exemplar.vector().at(i)).isCloseTo(vector[i], within(1e-5f));
            }
        });
    }

    @Test
    void otherTextsAndOtherModelsAreEncoded() {
        var text = new Exemplars(new ExemplarVectors(new Told(MODEL), Language.ENGLISH)::of, Language.ENGLISH)
                .all()
                .findFirst()
                .orElseThrow()
                .text();

        assertThat(new ExemplarVectors(new Told(MODEL), Language.ENGLISH).of("This is no exemplar of ours"))
                .isSameAs(Told.VECTOR);
        assertThat(new ExemplarVectors(new Told("another-model"), Language.ENGLISH).of(text))
                .isSameAs(Told.VECTOR);
    }
}
