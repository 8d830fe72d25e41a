package org.foyer.encoder;

/**
 * The activation x·Φ(x). The error function is Abramowitz and Stegun's 7.1.26, exact to 1.5e-7, which is less than the
 * weights' own rounding.
 */
final class Gelu {
    private Gelu() {}

    static void apply(float[] row) {
        for (var j = 0; j < row.length; j++) {
            row[j] = (float) (row[j] * 0.5 * (1 + erf(row[j] * 0.7071067811865476)));
        }
    }

    private static double erf(double x) {
        var z = Math.abs(x);
        var t = 1 / (1 + 0.3275911 * z);
        var rest = ((((1.061405429 * t - 1.453152027) * t + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t;
        var value = 1 - rest * Math.exp(-z * z);
        return x < 0 ? -value : value;
    }
}
