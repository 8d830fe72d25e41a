package org.foyer.conversations.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.foyer.conversations.internal.Exemplars.Exemplar;
import org.foyer.conversations.internal.Exemplars.Vector;
import org.foyer.encoder.EncoderLoaded;
import org.foyer.encoder.TextEncoder;
import org.jspecify.annotations.Nullable;

/**
 * The {@link MeaningModel}s of the actions, each trained when it is first needed and kept. There is none until the
 * encoder is loaded and the exemplars are read: rules alone serve so long.
 */
@ApplicationScoped
class MeaningModels {
    private static final int KEPT = 256;
    private static final int MOST_PARTS = 8;

    private record Key(String description, List<String> offer, List<String> dontOffer, Language language) {}

    /** Everything a model is made of, there at once or not at all; other languages are read when they are spoken. */
    private record Ready(TextEncoder encoder, Exemplars english, Map<Language, Exemplars> others) {
        /** The model reads English: what it makes of another language has to be told from its English too. */
        Exemplars exemplars(Language language) {
            return language == Language.ENGLISH
                    ? english
                    : others.computeIfAbsent(language, spoken -> english.with(exemplarsOf(encoder, spoken)));
        }
    }

    private final LanguageGuess guess = new LanguageGuess();

    private volatile @Nullable Ready ready;
    private final Map<Key, Optional<MeaningModel>> models = new LinkedHashMap<>(16, .75f, true);

    /** Reads the exemplars, on the thread that loaded the encoder. */
    void on(@Observes EncoderLoaded loaded) {
        use(loaded.encoder());
    }

    void use(TextEncoder encoder) {
        ready = new Ready(encoder, exemplarsOf(encoder, Language.ENGLISH), new ConcurrentHashMap<>());
    }

    private static Exemplars exemplarsOf(TextEncoder encoder, Language language) {
        return new Exemplars(new ExemplarVectors(encoder, language)::of, language);
    }

    /** What the action's model makes of the message; empty without a model. */
    Optional<MeaningModel.Reading> read(OfferableAction action, CompiledDescription description, String text) {
        var parts = ready;
        if (parts == null || text.isBlank() || guess.isUnknown(text)) {
            return Optional.empty();
        }
        return model(parts, action, description, guess.of(text).get(0))
                .map(model -> model.read(texts(text).stream()
                        .map(part -> new Vector(parts.encoder().encode(part)))
                        .toList()));
    }

    private Optional<MeaningModel> model(
            Ready parts, OfferableAction action, CompiledDescription description, Language language) {
        var key = new Key(action.description(), action.offerExamples(), action.dontOfferExamples(), language);
        synchronized (models) {
            var known = models.get(key);
            if (known != null) {
                return known;
            }
        }
        var model = MeaningModel.of(
                description,
                parts.exemplars(language),
                encoded(parts, action.offerExamples()),
                encoded(parts, action.dontOfferExamples()));
        synchronized (models) {
            models.put(key, model);
            if (models.size() > KEPT) {
                models.remove(models.keySet().iterator().next());
            }
        }
        return model;
    }

    private static List<Exemplar> encoded(Ready parts, List<String> texts) {
        return texts.stream()
                .map(text -> new Exemplar(text, new Vector(parts.encoder().encode(text)), null))
                .toList();
    }

    /** The whole text and its sentences of two words or more: a request may hide in a long message. */
    private static List<String> texts(String text) {
        var texts = new ArrayList<String>();
        texts.add(text);
        for (var part : text.split("[.!?,;\\n]+")) {
            var stripped = part.strip();
            if (stripped.contains(" ") && !stripped.equals(text.strip()) && texts.size() <= MOST_PARTS) {
                texts.add(stripped);
            }
        }
        return texts;
    }
}
