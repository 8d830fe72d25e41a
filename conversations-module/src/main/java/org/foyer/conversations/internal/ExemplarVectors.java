package org.foyer.conversations.internal;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.foyer.conversations.internal.Exemplars.Exemplar;
import org.foyer.encoder.MiniLmEncoder;
import org.foyer.encoder.TextEncoder;

/**
 * The vectors of the exemplars of one language: these never change, so Foyer's build computes them ({@link #main}) and
 * spares each start some seconds of it. A text that has no vector in the file, or a file of another
 * model, is encoded as ever: nothing is wrong without the file but the time.
 *
 * <p>{@code exemplars/<tag>.vectors} is the model's id, the number of texts, then each text and its components, as
 * {@link DataOutputStream} writes them.
 */
final class ExemplarVectors {
    private final TextEncoder encoder;
    private final Map<String, float[]> vectors = new HashMap<>();

    ExemplarVectors(TextEncoder encoder, Language language) {
        this.encoder = encoder;
        try (var resource = ExemplarVectors.class.getResourceAsStream(file(language))) {
            if (resource != null) {
                read(new DataInputStream(new BufferedInputStream(resource)));
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** Writes the file of each language into {@code exemplars} of the directory that is given as the one argument. */
    public static void main(String[] arguments) throws IOException {
        var encoder = MiniLmEncoder.load();
        for (var language : Language.values()) {
            var file = Path.of(arguments[0]).resolve(file(language));
            Files.createDirectories(file.getParent());
            try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
                write(encoder.modelId(), new Exemplars(encoder::encode, language).all(), out);
            }
        }
    }

    private static String file(Language language) {
        return "exemplars/" + language.tag() + ".vectors";
    }

    private static void write(String model, Stream<Exemplar> exemplars, DataOutputStream out) throws IOException {
        var all = exemplars.toList();
        out.writeUTF(model);
        out.writeInt(all.size());
        for (var exemplar : all) {
            out.writeUTF(exemplar.text());
            for (var i = 0; i < exemplar.vector().size(); i++) {
                out.writeFloat(exemplar.vector().at(i));
            }
        }
    }

    private void read(DataInputStream in) throws IOException {
        if (!in.readUTF().equals(encoder.modelId())) {
            return;
        }
        for (var texts = in.readInt(); texts > 0; texts--) {
            var text = in.readUTF();
            var vector = new float[encoder.dimensions()];
            for (var i = 0; i < vector.length; i++) {
                vector[i] = in.readFloat();
            }
            vectors.put(text, vector);
        }
    }

    /** The text's vector, whether it stands in the file or not. */
    float[] of(String text) {
        var known = vectors.get(text);
        return known == null ? encoder.encode(text) : known;
    }
}
