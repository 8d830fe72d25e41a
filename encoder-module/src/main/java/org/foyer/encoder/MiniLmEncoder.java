package org.foyer.encoder;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * The sentence encoder all-MiniLM-L6-v2: word pieces, six transformer layers, the mean of what comes out. The weights are
 * those of the int8 model, dequantised when loaded; loading takes about a second and some 60 MB of heap, so an
 * application holds one and loads it in the background.
 *
 * <p>Source of the architecture: the model's own graph; of the quality: the golden vectors in the tests.
 */
public final class MiniLmEncoder implements TextEncoder {
    static final String MODEL = "all-minilm-l6-v2-q.onnx";
    static final String MODEL_SHA256 = "afdb6f1a0e45b715d0bb9b11772f032c399babd23bfc31fed1c170afc848bdb1";
    static final String TOKENIZER = "all-minilm-l6-v2-q-tokenizer.json";

    private static final int HIDDEN = 384;
    private static final int INNER = 1536;
    private static final int HEADS = 12;
    private static final int HEAD = HIDDEN / HEADS;
    private static final int LAYERS = 6;
    private static final int WINDOW = 256;
    private static final double EPSILON = 1e-12;

    private final WordPieceTokenizer tokenizer;
    private final byte[] words;
    private final float wordScale;
    private final int wordZero;
    private final float[] positions;
    private final Norm embedded;
    private final Layer[] layers = new Layer[LAYERS];

    private MiniLmEncoder(OnnxFile file, WordPieceTokenizer tokenizer) {
        this.tokenizer = tokenizer;
        this.words = file.tensor("embeddings.word_embeddings.weight_quantized").asBytes();
        this.wordScale = file.tensor("embeddings.word_embeddings.weight_scale").asFloats()[0];
        this.wordZero =
                file.tensor("embeddings.word_embeddings.weight_zero_point").asBytes()[0] & 0xFF;
        this.positions = unsigned(file, "embeddings.position_embeddings.weight");
        // A single sentence is all of type 0, which can be added to the positions once.
        var type = unsigned(file, "embeddings.token_type_embeddings.weight");
        for (var i = 0; i < positions.length; i++) {
            positions[i] += type[i % HIDDEN];
        }
        this.embedded = new Norm(file, "embeddings.LayerNorm");
        // The products have no names, only numbers; they stand in the order of the graph.
        var products = file.namesEndingWith("_quantized").stream()
                .filter(name -> name.contains("MatMul"))
                .map(name -> name.substring(0, name.length() - "_quantized".length()))
                .toList();
        if (products.size() != 6 * LAYERS) {
            throw new IllegalStateException("the model has " + products.size() + " products");
        }
        for (var i = 0; i < LAYERS; i++) {
            layers[i] = new Layer(file, "encoder.layer." + i + ".", products.subList(6 * i, 6 * i + 6));
        }
    }

    /** Reads the model that lies beside this class; an {@link IllegalStateException} if it is not the one we know. */
    public static MiniLmEncoder load() {
        var weights = resource(MODEL);
        if (!MODEL_SHA256.equals(sha256(weights))) {
            throw new IllegalStateException(MODEL + " is not the file this encoder was measured with");
        }
        return new MiniLmEncoder(new OnnxFile(weights), new WordPieceTokenizer(vocabulary()));
    }

    static Map<String, Integer> vocabulary() {
        try {
            var vocabulary = new HashMap<String, Integer>();
            for (var piece : new ObjectMapper()
                    .readTree(resource(TOKENIZER))
                    .path("model")
                    .path("vocab")
                    .properties()) {
                vocabulary.put(piece.getKey(), piece.getValue().intValue());
            }
            return vocabulary;
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * Read from the jar by a class loader of its own, which is closed at once: the one of a web application on Payara keeps
     * the bytes of every resource it finds, here 23 MB for as long as it lives.
     */
    private static byte[] resource(String name) {
        var jar = MiniLmEncoder.class.getProtectionDomain().getCodeSource().getLocation();
        var path = MiniLmEncoder.class.getPackageName().replace('.', '/') + "/" + name;
        try (var loader = new URLClassLoader(new URL[] {jar}, null);
                var stream = loader.getResourceAsStream(path)) {
            if (stream == null) {
                throw new IllegalStateException("no " + path + " in " + jar);
            }
            return stream.readAllBytes();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static float[] unsigned(OnnxFile file, String name) {
        var scale = file.tensor(name + "_scale").asFloats()[0];
        var zero = file.tensor(name + "_zero_point").asBytes()[0] & 0xFF;
        var bytes = file.tensor(name + "_quantized").asBytes();
        var values = new float[bytes.length];
        for (var i = 0; i < bytes.length; i++) {
            values[i] = ((bytes[i] & 0xFF) - zero) * scale;
        }
        return values;
    }

    @Override
    public String modelId() {
        return "all-minilm-l6-v2";
    }

    @Override
    public int dimensions() {
        return HIDDEN;
    }

    @Override
    public float[] encode(String text) {
        var ids = tokenizer.tokenize(text, WINDOW);
        var rows = new float[ids.length][];
        for (var at = 0; at < ids.length; at++) {
            rows[at] = embedding(ids[at], at);
        }
        for (var layer : layers) {
            rows = layer.apply(rows);
        }
        return unitMean(rows);
    }

    private float[] embedding(int id, int at) {
        var row = new float[HIDDEN];
        for (var j = 0; j < HIDDEN; j++) {
            row[j] = ((words[id * HIDDEN + j] & 0xFF) - wordZero) * wordScale + positions[at * HIDDEN + j];
        }
        embedded.apply(row);
        return row;
    }

    private static float[] unitMean(float[][] rows) {
        var mean = new float[HIDDEN];
        for (var row : rows) {
            for (var j = 0; j < HIDDEN; j++) {
                mean[j] += row[j];
            }
        }
        var square = 0.0;
        for (var value : mean) {
            square += (double) value * value;
        }
        var length = (float) Math.sqrt(square);
        for (var j = 0; j < HIDDEN; j++) {
            mean[j] /= length;
        }
        return mean;
    }

    /** A layer: attention, then a network of one inner layer, each added to what went in and normalised. */
    private static final class Layer {
        private final Product query;
        private final Product key;
        private final Product value;
        private final Product attended;
        private final Norm afterAttention;
        private final Product inner;
        private final Product outer;
        private final Norm afterNetwork;

        Layer(OnnxFile file, String name, List<String> products) {
            this.query = new Product(file, products.get(0), name + "attention.self.query.bias");
            this.key = new Product(file, products.get(1), name + "attention.self.key.bias");
            this.value = new Product(file, products.get(2), name + "attention.self.value.bias");
            this.attended = new Product(file, products.get(3), name + "attention.output.dense.bias");
            this.afterAttention = new Norm(file, name + "attention.output.LayerNorm");
            this.inner = new Product(file, products.get(4), name + "intermediate.dense.bias");
            this.outer = new Product(file, products.get(5), name + "output.dense.bias");
            this.afterNetwork = new Norm(file, name + "output.LayerNorm");
        }

        float[][] apply(float[][] rows) {
            var queries = query.apply(rows);
            var keys = key.apply(rows);
            var values = value.apply(rows);
            var context = new float[rows.length][HIDDEN];
            for (var head = 0; head < HEADS; head++) {
                attend(queries, keys, values, head * HEAD, context);
            }
            var between = attended.apply(context);
            for (var i = 0; i < rows.length; i++) {
                add(between[i], rows[i]);
                afterAttention.apply(between[i]);
            }
            var hidden = inner.apply(between);
            for (var row : hidden) {
                Gelu.apply(row);
            }
            var result = outer.apply(hidden);
            for (var i = 0; i < rows.length; i++) {
                add(result[i], between[i]);
                afterNetwork.apply(result[i]);
            }
            return result;
        }

        private static void attend(float[][] queries, float[][] keys, float[][] values, int from, float[][] context) {
            var scale = 1 / Math.sqrt(HEAD);
            var weights = new double[keys.length];
            for (var i = 0; i < queries.length; i++) {
                var highest = Double.NEGATIVE_INFINITY;
                for (var k = 0; k < keys.length; k++) {
                    var sum = 0f;
                    for (var j = from; j < from + HEAD; j++) {
                        sum += queries[i][j] * keys[k][j];
                    }
                    weights[k] = sum * scale;
                    highest = Math.max(highest, weights[k]);
                }
                var total = 0.0;
                for (var k = 0; k < keys.length; k++) {
                    weights[k] = Math.exp(weights[k] - highest);
                    total += weights[k];
                }
                for (var k = 0; k < keys.length; k++) {
                    var weight = (float) (weights[k] / total);
                    for (var j = from; j < from + HEAD; j++) {
                        context[i][j] += weight * values[k][j];
                    }
                }
            }
        }

        private static void add(float[] to, float[] what) {
            for (var j = 0; j < to.length; j++) {
                to[j] += what[j];
            }
        }
    }

    /** A dense layer: rows times weights plus bias. */
    private static final class Product {
        private final float[][] weights;
        private final float[] bias;

        Product(OnnxFile file, String name, String biasName) {
            var quantized = file.tensor(name + "_quantized");
            var bytes = quantized.asBytes();
            var scales = file.tensor(name + "_scale").asFloats();
            var zeros = file.tensor(name + "_zero_point").asBytes();
            var width = quantized.size(1);
            this.weights = new float[quantized.size(0)][width];
            for (var k = 0; k < weights.length; k++) {
                for (var j = 0; j < width; j++) {
                    weights[k][j] = (bytes[k * width + j] - zeros[j]) * scales[j];
                }
            }
            this.bias = file.tensor(biasName).asFloats();
            if (bias.length != width || (width != HIDDEN && width != INNER)) {
                throw new IllegalStateException(name + " does not fit " + biasName);
            }
        }

        float[][] apply(float[][] rows) {
            var result = new float[rows.length][];
            for (var i = 0; i < rows.length; i++) {
                result[i] = bias.clone();
                multiply(rows[i], result[i]);
            }
            return result;
        }

        private void multiply(float[] row, float[] into) {
            for (var k = 0; k < weights.length; k += 4) {
                fourAtOnce(
                        row[k],
                        row[k + 1],
                        row[k + 2],
                        row[k + 3],
                        weights[k],
                        weights[k + 1],
                        weights[k + 2],
                        weights[k + 3],
                        into);
            }
        }

        // Of all the forms that were tried (fma, eight terms, one flat array, scalar products) the JIT's vectoriser
        // takes this one best, by a factor of 2 to 13: leave it as it is.
        private static void fourAtOnce(
                float a, float b, float c, float d, float[] w0, float[] w1, float[] w2, float[] w3, float[] o) {
            for (var j = 0; j < o.length; j++) {
                o[j] += a * w0[j] + b * w1[j] + c * w2[j] + d * w3[j];
            }
        }
    }

    /** Layer normalisation. */
    private static final class Norm {
        private final float[] weight;
        private final float[] bias;

        Norm(OnnxFile file, String name) {
            this.weight = file.tensor(name + ".weight").asFloats();
            this.bias = file.tensor(name + ".bias").asFloats();
        }

        void apply(float[] row) {
            var sum = 0.0;
            for (var value : row) {
                sum += value;
            }
            var mean = sum / row.length;
            var squares = 0.0;
            for (var value : row) {
                squares += (value - mean) * (value - mean);
            }
            var scale = 1 / Math.sqrt(squares / row.length + EPSILON);
            for (var j = 0; j < row.length; j++) {
                row[j] = (float) ((row[j] - mean) * scale) * weight[j] + bias[j];
            }
        }
    }
}
