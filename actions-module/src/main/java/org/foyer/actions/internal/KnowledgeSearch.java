package org.foyer.actions.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.foyer.actions.internal.KnowledgeRepository.Head;
import org.foyer.contracts.actions.KnowledgeMatch;
import org.foyer.encoder.SharedEncoder;
import org.foyer.encoder.TextEncoder;

/**
 * Finds the entries that a message is about, by an exact scan over the vectors of the agent's entries. These are kept in
 * memory under their revisions, which are read anew for each message, so a change made on another node is seen at once.
 * An entry that is not indexed, or not yet, is compared by its words.
 */
@ApplicationScoped
class KnowledgeSearch {
    private static final int BEST = 5;
    private static final double WORTH_TELLING = .30;
    private static final int MOST_PARTS = 4;

    /** Some 30 MB. */
    private static final int VECTORS_KEPT = 20_000;

    /** Below what answers: a text in a language the model does not read may only lead to a question back. */
    private static final double HIGHEST_UNREAD = .69;

    private static final double SURELY_SHARED = .60;

    private record Key(UUID revision, String modelId) {}

    private KnowledgeRepository repository;
    private SharedEncoder encoders;
    private final Map<Key, KnowledgeVectors> kept = new LinkedHashMap<>(16, .75f, true);
    private int vectorsKept;

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected KnowledgeSearch() {}

    @Inject
    KnowledgeSearch(KnowledgeRepository repository, SharedEncoder encoders) {
        this.repository = repository;
        this.encoders = encoders;
    }

    List<KnowledgeMatch> find(UUID agentId, String text) {
        var heads = repository.heads(agentId);
        if (heads.isEmpty() || Words.of(text).isEmpty()) {
            return List.of();
        }
        var encoder = encoders.ifLoaded().orElse(null);
        var scores = new HashMap<UUID, Double>();
        var byWords = new ArrayList<UUID>();
        if (encoder == null) {
            heads.forEach(head -> byWords.add(head.entryId()));
        } else {
            var indexed = heads.stream()
                    .filter(head -> head.isIndexedBy(encoder.modelId()))
                    .toList();
            scores.putAll(byMeaning(indexed, text, encoder));
            heads.stream()
                    .map(Head::entryId)
                    .filter(entry -> !scores.containsKey(entry))
                    .forEach(byWords::add);
        }
        for (var entry : repository.all(byWords)) {
            scores.put(entry.id(), shared(entry, text));
        }
        return best(scores, text);
    }

    private List<KnowledgeMatch> best(Map<UUID, Double> scores, String text) {
        var nearest = scores.entrySet().stream()
                .filter(score -> score.getValue() >= WORTH_TELLING)
                .sorted(Map.Entry.<UUID, Double>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(BEST)
                .map(Map.Entry::getKey)
                .toList();
        var english = Words.mayBeEnglish(text);
        return repository.all(nearest).stream()
                .map(entry -> new KnowledgeMatch(
                        entry.id(),
                        entry.title(),
                        entry.text(),
                        english ? scores.getOrDefault(entry.id(), 0.0) : trusted(entry, text, scores)))
                .sorted(Comparator.comparingDouble(KnowledgeMatch::score)
                        .reversed()
                        .thenComparing(KnowledgeMatch::entryId))
                .toList();
    }

    /** Vectors of texts the model does not read are near each other for no reason: their words must agree too. */
    private static double trusted(KnowledgeEntry entry, String text, Map<UUID, Double> scores) {
        var shared = shared(entry, text);
        var score = scores.getOrDefault(entry.id(), 0.0);
        return shared >= SURELY_SHARED ? Math.max(score, shared) : Math.min(score, HIGHEST_UNREAD);
    }

    private static double shared(KnowledgeEntry entry, String text) {
        var most = Words.overlap(entry.title(), text);
        for (var question : entry.questions()) {
            most = Math.max(most, Words.overlap(question, text));
        }
        return most;
    }

    private Map<UUID, Double> byMeaning(List<Head> heads, String text, TextEncoder encoder) {
        if (heads.isEmpty()) {
            return Map.of();
        }
        var parts = parts(text).stream().map(encoder::encode).toList();
        var vectors = vectors(heads, encoder);
        var scores = new HashMap<UUID, Double>();
        for (var head : heads) {
            var known = vectors.get(head.revision());
            if (known != null) {
                scores.put(
                        head.entryId(),
                        parts.stream().mapToDouble(known::nearness).max().orElse(0));
            }
        }
        return scores;
    }

    /** The whole text and the sentences in it: a question may stand among other things. */
    private static List<String> parts(String text) {
        var parts = new ArrayList<String>();
        parts.add(text);
        for (var sentence : Words.sentences(text, MOST_PARTS)) {
            if (!sentence.equals(text.strip())) {
                parts.add(sentence);
            }
        }
        return parts;
    }

    private Map<UUID, KnowledgeVectors> vectors(Collection<Head> heads, TextEncoder encoder) {
        var found = new HashMap<UUID, KnowledgeVectors>();
        var missing = new ArrayList<UUID>();
        synchronized (kept) {
            for (var head : heads) {
                var known = kept.get(new Key(head.revision(), encoder.modelId()));
                if (known == null) {
                    missing.add(head.entryId());
                } else {
                    found.put(head.revision(), known);
                }
            }
        }
        for (var index : repository.indexes(missing).values()) {
            var vectors = index.vectors(encoder.dimensions());
            found.put(index.revision(), vectors);
            keep(new Key(index.revision(), index.modelId()), vectors);
        }
        return found;
    }

    private void keep(Key key, KnowledgeVectors vectors) {
        synchronized (kept) {
            var before = kept.put(key, vectors);
            vectorsKept += vectors.vectors().size()
                    - (before == null ? 0 : before.vectors().size());
            var eldest = kept.entrySet().iterator();
            while (vectorsKept > VECTORS_KEPT && eldest.hasNext()) {
                vectorsKept -= eldest.next().getValue().vectors().size();
                eldest.remove();
            }
        }
    }
}
