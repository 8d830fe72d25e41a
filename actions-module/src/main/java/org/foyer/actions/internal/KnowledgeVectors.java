package org.foyer.actions.internal;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.foyer.encoder.TextEncoder;

/**
 * The meanings by which an entry is found: of its title and its questions, which are what visitors say too, and of the
 * sentences of its answer, to which a question is never quite as near.
 *
 * @param asked how many of the vectors, the first ones, are of title and questions
 */
record KnowledgeVectors(int asked, List<float[]> vectors) {
    private static final int MOST_SENTENCES = 12;
    private static final double STATEMENT_MALUS = .05;

    static KnowledgeVectors of(KnowledgeEntry entry, TextEncoder encoder) {
        var texts = new ArrayList<String>();
        texts.add(entry.title());
        texts.addAll(entry.questions());
        var asked = texts.size();
        texts.addAll(Words.sentences(entry.text(), MOST_SENTENCES));
        return new KnowledgeVectors(asked, texts.stream().map(encoder::encode).toList());
    }

    static KnowledgeVectors read(int asked, byte[] bytes, int dimensions) {
        var floats = ByteBuffer.wrap(bytes).asFloatBuffer();
        var vectors = new ArrayList<float[]>();
        while (floats.remaining() >= dimensions) {
            var vector = new float[dimensions];
            floats.get(vector);
            vectors.add(vector);
        }
        return new KnowledgeVectors(asked, vectors);
    }

    byte[] bytes() {
        var components = vectors.stream().mapToInt(vector -> vector.length).sum();
        var bytes = ByteBuffer.allocate(components * Float.BYTES);
        var floats = bytes.asFloatBuffer();
        vectors.forEach(floats::put);
        return bytes.array();
    }

    /** How near the nearest of them is. */
    double nearness(float[] text) {
        var best = 0.0;
        for (var i = 0; i < vectors.size(); i++) {
            var cosine = TextEncoder.cosine(vectors.get(i), text) - (i < asked ? 0 : STATEMENT_MALUS);
            best = Math.max(best, cosine);
        }
        return Math.min(1, best);
    }
}
