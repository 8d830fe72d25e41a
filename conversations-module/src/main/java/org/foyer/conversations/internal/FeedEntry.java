package org.foyer.conversations.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;
import org.foyer.contracts.conversations.LiveEntry;
import org.foyer.contracts.conversations.LivePlace;
import org.foyer.platform.id.Ids;
import org.jspecify.annotations.Nullable;

/**
 * One thing that live streams tell of, by ids alone: what is shown is read when it is sent, so nothing of a person
 * outlives them here. Its place among the others is given by the database: {@code seq} when it is written, {@code batch}
 * once it is committed.
 */
@Entity
@Table(name = "live_event")
class FeedEntry {
    @Id
    private UUID id;

    @Column(insertable = false, updatable = false)
    private long seq;

    @Column(insertable = false)
    private @Nullable Long batch;

    private UUID workspaceId;
    private String kind;
    private @Nullable UUID conversationId;
    private UUID subjectId;

    private Instant createdAt;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected FeedEntry() {}

    FeedEntry(UUID workspaceId, FeedKind kind, @Nullable UUID conversationId, UUID subjectId, Instant now) {
        this.id = Ids.next();
        this.workspaceId = workspaceId;
        this.kind = kind.name();
        this.conversationId = conversationId;
        this.subjectId = subjectId;
        this.createdAt = now;
    }

    /** Batch 0 until it is numbered. */
    LivePlace place() {
        return new LivePlace(batch == null ? 0 : batch, seq);
    }

    LiveEntry entry() {
        return new LiveEntry(place(), kind().wireName(), workspaceId, conversationId, subjectId);
    }

    Instant createdAt() {
        return createdAt;
    }

    FeedKind kind() {
        return FeedKind.valueOf(kind);
    }
}
