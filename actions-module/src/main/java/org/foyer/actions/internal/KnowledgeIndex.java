package org.foyer.actions.internal;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.UUID;
import org.foyer.encoder.TextEncoder;

/** The vectors of one wording of an entry under one model. It is replaced when either has changed. */
@Entity
class KnowledgeIndex {
    @Id
    private UUID entryId;

    @SuppressWarnings("UnusedVariable") // read by queries
    private UUID agentId;

    private UUID revision;
    private String modelId;
    private int asked;
    private byte[] vectors;
    private Instant indexedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected KnowledgeIndex() {}

    KnowledgeIndex(KnowledgeEntry entry, TextEncoder encoder, Instant now) {
        this.entryId = entry.id();
        this.agentId = entry.agentId();
        var made = KnowledgeVectors.of(entry, encoder);
        this.revision = entry.revision();
        this.modelId = encoder.modelId();
        this.asked = made.asked();
        this.vectors = made.bytes();
        this.indexedAt = now;
    }

    void renewed(KnowledgeEntry entry, TextEncoder encoder, Instant now) {
        var made = KnowledgeVectors.of(entry, encoder);
        revision = entry.revision();
        modelId = encoder.modelId();
        asked = made.asked();
        vectors = made.bytes();
        indexedAt = now;
    }

    UUID entryId() {
        return entryId;
    }

    UUID revision() {
        return revision;
    }

    String modelId() {
        return modelId;
    }

    Instant indexedAt() {
        return indexedAt;
    }

    KnowledgeVectors vectors(int dimensions) {
        return KnowledgeVectors.read(asked, vectors, dimensions);
    }
}
