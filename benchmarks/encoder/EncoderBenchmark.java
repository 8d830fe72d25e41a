import java.util.Arrays;
import org.foyer.encoder.MiniLmEncoder;

/**
 * How long the encoder takes to load and for a short message, on one thread. Prints milliseconds. Run it with
 * benchmarks/encoder/run.
 */
class EncoderBenchmark {
    public static void main(String[] arguments) {
        var messages = new String[] {
            "can someone call me back?", "what does the pro plan cost for 20 people", "hi", "Ich brauche Hilfe",
            "my order has not arrived yet and nobody answers", "do you ship to Norway?", "thanks, that helps"
        };
        var begun = System.nanoTime();
        var encoder = MiniLmEncoder.load();
        System.out.printf("load %d ms%n", (System.nanoTime() - begun) / 1_000_000);
        for (var round = 0; round < 4; round++) {
            var times = new long[400];
            for (var i = 0; i < times.length; i++) {
                var from = System.nanoTime();
                encoder.encode(messages[i % messages.length]);
                times[i] = System.nanoTime() - from;
            }
            Arrays.sort(times);
            System.out.printf(
                    "round %d: p50 %.1f ms, p99 %.1f ms%n", round, times[200] / 1e6, times[396] / 1e6);
        }
    }
}
