package org.foyer.contacts.internal;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.foyer.contracts.contacts.ContactExportView;
import org.foyer.platform.id.Ids;
import org.foyer.platform.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * An export that runs in the background. It is queued, runs (from the beginning again after a crash, since a snapshot
 * can't be gone on with), and is done, with a file that is kept for a while, or has failed.
 */
@Entity
@Table(name = "contact_export")
class ContactExport {
    enum State {
        QUEUED,
        RUNNING,
        DONE,
        FAILED
    }

    /** What it is to hold: stored when it was asked for, so that a segment's change does not change it. */
    record Wanted(
            @Nullable Map<String, Object> filter, @Nullable String q) {}

    @Id
    private UUID id;

    @Column(name = "workspace_id", updatable = false)
    private UUID workspaceId;

    private String state;

    @Column(updatable = false)
    private String format;

    @Column(columnDefinition = "text", updatable = false)
    private String columns;

    @Column(columnDefinition = "text", updatable = false)
    private String filter;

    @Column(name = "rows_written")
    private long rows;

    @Column(name = "rows_total")
    private @Nullable Long total;

    private @Nullable Long bytes;

    @SuppressWarnings("UnusedVariable") // for people who look into the table
    private @Nullable String sha256;

    @Column(updatable = false)
    @SuppressWarnings("UnusedVariable") // for people who look into the table
    private String actor;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "finished_at")
    private @Nullable Instant finishedAt;

    @Column(name = "expires_at")
    private Instant expiresAt;

    @Version
    private long version;

    ContactExport(
            UUID workspaceId,
            String format,
            List<String> columns,
            Wanted wanted,
            String actor,
            Instant now,
            Duration lifetime) {
        this.id = Ids.next();
        this.workspaceId = workspaceId;
        this.state = State.QUEUED.name();
        this.format = format;
        this.columns = Json.write(columns);
        this.filter = Json.write(wanted);
        this.actor = actor;
        this.createdAt = now;
        this.expiresAt = now.plus(lifetime);
    }

    @SuppressWarnings("NullAway.Init") // for JPA
    protected ContactExport() {}

    UUID id() {
        return id;
    }

    UUID workspaceId() {
        return workspaceId;
    }

    String format() {
        return format;
    }

    List<String> columns() {
        return List.of(Json.read(columns, String[].class));
    }

    Wanted wanted() {
        return Json.read(filter, Wanted.class);
    }

    Instant createdAt() {
        return createdAt;
    }

    boolean isDone(Instant now) {
        return State.valueOf(state) == State.DONE && now.isBefore(expiresAt);
    }

    boolean isUnderWay() {
        return State.valueOf(state) == State.QUEUED || State.valueOf(state) == State.RUNNING;
    }

    void began() {
        state = State.RUNNING.name();
        rows = 0;
        total = null;
    }

    void wrote(long rowsSoFar, long ofAll) {
        rows = rowsSoFar;
        total = ofAll;
    }

    void done(long size, String digest, Instant now, Duration lifetime) {
        state = State.DONE.name();
        total = rows;
        bytes = size;
        sha256 = digest;
        finishedAt = now;
        expiresAt = now.plus(lifetime);
    }

    void failed(Instant now) {
        state = State.FAILED.name();
        finishedAt = now;
    }

    ContactExportView view(Instant now) {
        var expired = State.valueOf(state) == State.DONE && !now.isBefore(expiresAt);
        return new ContactExportView(
                id,
                expired ? "expired" : state.toLowerCase(Locale.ROOT),
                format,
                columns(),
                rows,
                total,
                bytes,
                createdAt,
                finishedAt,
                expiresAt);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ContactExport export && Objects.equals(id, export.id());
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }
}
