package org.foyer.encoder;

/** Turns texts into vectors that can be compared. Implementations are safe for concurrent use. */
public interface TextEncoder {
    /** Names the model; vectors of two models can't be compared, so stored ones carry it. */
    String modelId();

    /** The number of components of every vector. */
    int dimensions();

    /**
     * The text's vector, of length 1, so that a scalar product is the cosine. The same text always gets the same vector;
     * what lies behind the model's window (some 250 word pieces) is not seen.
     */
    float[] encode(String text);

    /** The cosine of two vectors of length 1, -1 to 1. */
    static double cosine(float[] one, float[] other) {
        var sum = 0.0;
        for (var i = 0; i < one.length; i++) {
            sum += one[i] * other[i];
        }
        return sum;
    }
}
