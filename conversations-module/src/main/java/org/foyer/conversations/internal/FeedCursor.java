package org.foyer.conversations.internal;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** How far the feed is numbered and how far it is forgotten: one row, whose lock numbering is done under. */
@Entity
@Table(name = "live_cursor")
class FeedCursor {
    static final int ID = 1;

    @Id
    private int id;

    private long batch;
    private long forgotten;

    protected FeedCursor() {}

    int id() {
        return id;
    }

    /** The last batch made. */
    long batch() {
        return batch;
    }

    /** The last batch whose entries are no longer kept; 0 if all are. */
    long forgotten() {
        return forgotten;
    }
}
