package org.foyer.conversations.internal;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.foyer.encoder.TextEncoder;
import org.jspecify.annotations.Nullable;

/**
 * Messages written for Foyer that show what visitors say when they want something of a person, by {@link Concept}, and
 * what they say when they don't; with their vectors. Read from {@code exemplars/<language>.txt}.
 */
final class Exemplars {
    /**
     * A message and its vector.
     *
     * @param concept what it asks for; null for the operators' examples and for messages that ask for nothing
     */
    record Exemplar(String text, Vector vector, @Nullable Concept concept) {}

    /** A vector of length 1. */
    static final class Vector {
        private final float[] values;

        Vector(float[] values) {
            this.values = values;
        }

        double cosine(Vector other) {
            return TextEncoder.cosine(values, other.values);
        }

        int size() {
            return values.length;
        }

        float at(int index) {
            return values[index];
        }
    }

    private final Map<Concept, List<Exemplar>> byConcept = new EnumMap<>(Concept.class);
    private final List<Exemplar> nothing = new ArrayList<>();

    private Exemplars() {}

    /** Those of a language; with {@link ExemplarVectors} a matter of milliseconds, with an encoder one of seconds. */
    Exemplars(Function<String, float[]> vectors, Language language) {
        read(LanguagePhrases.resource("exemplars/" + language.tag() + ".txt"), vectors);
    }

    /** These and others. */
    Exemplars with(Exemplars others) {
        var both = new Exemplars();
        for (var some : List.of(this, others)) {
            both.nothing.addAll(some.nothing);
            some.byConcept.forEach((concept, exemplars) -> both.byConcept
                    .computeIfAbsent(concept, any -> new ArrayList<>())
                    .addAll(exemplars));
        }
        return both;
    }

    private void read(String file, Function<String, float[]> vectors) {
        var names = new HashMap<String, Concept>();
        for (var concept : Concept.values()) {
            names.put(concept.name().toLowerCase(Locale.ROOT).replace('_', '-'), concept);
        }
        Concept concept = null;
        for (var line : file.split("\n", -1)) {
            if (line.startsWith("[")) {
                concept = names.get(line.substring(1, line.length() - 1));
            } else if (!line.isBlank() && !line.startsWith("#")) {
                var exemplar = new Exemplar(line, new Vector(vectors.apply(line)), concept);
                (concept == null ? nothing : byConcept.computeIfAbsent(concept, any -> new ArrayList<>()))
                        .add(exemplar);
            }
        }
    }

    Stream<Exemplar> all() {
        return Stream.concat(byConcept.values().stream().flatMap(List::stream), nothing.stream());
    }

    List<Exemplar> of(Concept concept) {
        return byConcept.getOrDefault(concept, List.of());
    }

    /** Messages that want nothing of a person. */
    List<Exemplar> ofNothing() {
        return nothing;
    }
}
