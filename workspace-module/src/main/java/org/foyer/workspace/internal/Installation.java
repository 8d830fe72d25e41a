package org.foyer.workspace.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** This installation: one row, there from the first migration on, prepared once by whichever node locks it first. */
@Entity
@Table(name = "installation")
class Installation {
    static final int ID = 1;

    @Id
    private int id;

    @Column(name = "prepared_at")
    private @Nullable Instant preparedAt;

    protected Installation() {} // for JPA

    boolean isPrepared() {
        return preparedAt != null;
    }

    void prepare(Instant now) {
        preparedAt = now;
    }
}
