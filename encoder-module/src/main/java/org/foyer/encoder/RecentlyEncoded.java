package org.foyer.encoder;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers the vectors of the texts encoded last: one message is compared with the knowledge and with each action, by
 * several who know nothing of each other. Nobody changes a vector they were given.
 */
final class RecentlyEncoded implements TextEncoder {
    private static final int KEPT = 512;
    private static final int LONGEST_KEPT = 1000;

    private final TextEncoder encoder;
    private final Map<String, float[]> vectors = new LinkedHashMap<>(16, .75f, true);

    RecentlyEncoded(TextEncoder encoder) {
        this.encoder = encoder;
    }

    @Override
    public String modelId() {
        return encoder.modelId();
    }

    @Override
    public int dimensions() {
        return encoder.dimensions();
    }

    @Override
    public float[] encode(String text) {
        if (text.length() > LONGEST_KEPT) {
            return encoder.encode(text);
        }
        synchronized (vectors) {
            var known = vectors.get(text);
            if (known != null) {
                return known;
            }
        }
        var vector = encoder.encode(text);
        synchronized (vectors) {
            vectors.put(text, vector);
            if (vectors.size() > KEPT) {
                vectors.remove(vectors.keySet().iterator().next());
            }
        }
        return vector;
    }
}
