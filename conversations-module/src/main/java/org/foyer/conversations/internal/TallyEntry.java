package org.foyer.conversations.internal;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.foyer.platform.id.Ids;
import org.jspecify.annotations.Nullable;

/** Something to count, written in the transaction in which it happened and gone once it is in the tallies. */
@Entity
class TallyEntry {
    static final Duration QUARTER = Duration.ofMinutes(15);

    @Id
    private UUID id;

    private UUID workspaceId;
    private UUID agentId;
    private String metric;
    private int delta;
    private String item;
    private Instant quarter;
    private @Nullable UUID touchId;
    private @Nullable UUID firstTouchId;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected TallyEntry() {}

    /**
     * One more, or one less, of something.
     *
     * @param item a field's name or a number of seconds where the metric has one, else empty
     */
    TallyEntry(
            UUID workspaceId,
            UUID agentId,
            Metric metric,
            int delta,
            String item,
            Instant at,
            @Nullable UUID touchId,
            @Nullable UUID firstTouchId) {
        this.id = Ids.next();
        this.workspaceId = workspaceId;
        this.agentId = agentId;
        this.metric = metric.name();
        this.delta = delta;
        this.item = item;
        this.quarter = quarterOf(at);
        this.touchId = touchId;
        this.firstTouchId = firstTouchId;
    }

    /** The beginning of the quarter of an hour that a time is in; every time zone's days begin with one. */
    static Instant quarterOf(Instant time) {
        return Instant.ofEpochSecond(Math.floorDiv(time.getEpochSecond(), QUARTER.toSeconds()) * QUARTER.toSeconds());
    }

    UUID id() {
        return id;
    }

    UUID workspaceId() {
        return workspaceId;
    }

    UUID agentId() {
        return agentId;
    }

    Metric metric() {
        return Metric.valueOf(metric);
    }

    int delta() {
        return delta;
    }

    String item() {
        return item;
    }

    Instant quarter() {
        return quarter;
    }

    @Nullable UUID touchId() {
        return touchId;
    }

    @Nullable UUID firstTouchId() {
        return firstTouchId;
    }
}
