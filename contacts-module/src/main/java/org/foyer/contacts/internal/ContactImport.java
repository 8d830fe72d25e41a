package org.foyer.contacts.internal;

import com.fasterxml.jackson.core.type.TypeReference;
import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.nio.charset.Charset;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.foyer.contracts.contacts.ImportView;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.id.Ids;
import org.foyer.platform.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * A file that is being imported, or was. Its life: queued → running → completed | failed; one that changed contacts may go
 * on undoing → undone. Position and counts are committed together with what they count. A dry run changes no contact, and
 * hands its file on to the import that follows it.
 */
@Entity
@Table(name = "contact_import")
class ContactImport {
    enum State {
        QUEUED,
        RUNNING,
        COMPLETED,
        FAILED,
        UNDOING,
        UNDONE;

        boolean atWork() {
            return this == QUEUED || this == RUNNING || this == UNDOING;
        }
    }

    private static final int MAX_FAILURE = 1000;

    @Id
    private UUID id;

    @Column(name = "workspace_id", updatable = false)
    private UUID workspaceId;

    @Column(updatable = false)
    private String actor;

    @Column(name = "file_id", updatable = false)
    private UUID fileId;

    @Column(name = "file_kept")
    private boolean fileKept;

    @Column(name = "file_name", updatable = false)
    private String fileName;

    @Column(name = "file_size", updatable = false)
    private long fileSize;

    @Column(updatable = false)
    private String format;

    @Column(updatable = false)
    private @Nullable String delimiter;

    @Column(updatable = false)
    private String encoding;

    @Column(name = "default_region", updatable = false)
    private String defaultRegion;

    @Convert(converter = ColumnsConverter.class)
    @Column(name = "file_columns", columnDefinition = "text", updatable = false)
    private List<ImportView.Column> columns;

    @Column(name = "dry_run", updatable = false)
    private boolean dryRun;

    @Column(updatable = false)
    private boolean overwrite;

    private String state;

    @Column(name = "records_read")
    private long recordsRead;

    @Column(name = "bytes_read")
    private long bytesRead;

    @Column(name = "rows_created")
    private long created;

    @Column(name = "rows_changed")
    private long changed;

    @Column(name = "rows_same")
    private long same;

    @Column(name = "rows_conflict")
    private long conflict;

    @Column(name = "rows_invalid")
    private long invalid;

    private long removed;
    private long restored;
    private long kept;
    private @Nullable String failure;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    @Column(name = "finished_at")
    private @Nullable Instant finishedAt;

    @Version
    private long version;

    @SuppressWarnings("NullAway.Init") // for JPA
    protected ContactImport() {}

    /**
     * Takes a file in.
     *
     * @param fileId what the file is kept under
     */
    ContactImport(
            UUID workspaceId,
            String actor,
            UUID fileId,
            String fileName,
            long fileSize,
            ImportFormat format,
            List<ImportView.Column> columns,
            String defaultRegion,
            boolean dryRun,
            boolean overwrite,
            Instant now) {
        this.id = Ids.next();
        this.workspaceId = workspaceId;
        this.actor = actor;
        this.fileId = fileId;
        this.fileKept = true;
        this.fileName = fileName;
        this.fileSize = fileSize;
        this.format = format.name();
        this.delimiter = format.delimiter() == null ? null : String.valueOf(format.delimiter());
        this.encoding = format.encoding().name();
        this.columns = List.copyOf(columns);
        this.defaultRegion = defaultRegion;
        this.dryRun = dryRun;
        this.overwrite = overwrite;
        this.state = State.QUEUED.name();
        this.createdAt = now;
    }

    /** The import that does what this dry run tried, with its file. */
    ContactImport forReal(String by, Instant now) {
        if (!dryRun || state() != State.COMPLETED || !fileKept) {
            throw Refusal.of(
                    Refusal.Kind.CONFLICT,
                    "Only a completed dry run whose file is still there can be imported for real.");
        }
        fileKept = false;
        return new ContactImport(
                workspaceId, by, fileId, fileName, fileSize, format(), columns, defaultRegion, false, overwrite, now);
    }

    /** Counts what became of a row. */
    void count(ImportOutcome outcome) {
        switch (outcome) {
            case CREATED -> created++;
            case CHANGED -> changed++;
            case SAME -> same++;
            case CONFLICT -> conflict++;
            case INVALID -> invalid++;
        }
    }

    void readUpTo(long records, long bytes) {
        state = State.RUNNING.name();
        recordsRead = records;
        bytesRead = Math.min(bytes, fileSize);
    }

    void completed(Instant now) {
        state = State.COMPLETED.name();
        bytesRead = fileSize;
        finishedAt = now;
    }

    void failed(String reason, Instant now) {
        state = State.FAILED.name();
        failure = reason.length() > MAX_FAILURE ? reason.substring(0, MAX_FAILURE) : reason;
        finishedAt = now;
    }

    void undo() {
        if (dryRun || (state() != State.COMPLETED && state() != State.FAILED)) {
            throw Refusal.of(
                    Refusal.Kind.CONFLICT, "Only a finished import that was no dry run can be undone, and only once.");
        }
        state = State.UNDOING.name();
        failure = null;
        finishedAt = null;
    }

    void count(ImportUndone outcome) {
        switch (outcome) {
            case REMOVED -> removed++;
            case RESTORED -> restored++;
            case KEPT -> kept++;
        }
    }

    void undone(Instant now) {
        state = State.UNDONE.name();
        finishedAt = now;
    }

    /** Its file is gone, or will be in a moment. */
    void withoutFile() {
        fileKept = false;
    }

    UUID id() {
        return id;
    }

    UUID workspaceId() {
        return workspaceId;
    }

    String actor() {
        return actor;
    }

    UUID fileId() {
        return fileId;
    }

    boolean fileKept() {
        return fileKept;
    }

    ImportFormat format() {
        return new ImportFormat(format, delimiter == null ? null : delimiter.charAt(0), Charset.forName(encoding));
    }

    List<ImportView.Column> columns() {
        return columns;
    }

    String defaultRegion() {
        return defaultRegion;
    }

    boolean dryRun() {
        return dryRun;
    }

    boolean overwrite() {
        return overwrite;
    }

    State state() {
        return State.valueOf(state);
    }

    long recordsRead() {
        return recordsRead;
    }

    Instant createdAt() {
        return createdAt;
    }

    ImportView view() {
        var undoing = state() == State.UNDOING || state() == State.UNDONE;
        return new ImportView(
                id,
                dryRun,
                overwrite,
                state.toLowerCase(Locale.ROOT),
                fileName,
                format,
                delimiter,
                encoding,
                fileSize,
                columns,
                fileSize == 0 ? 1 : (double) bytesRead / fileSize,
                new ImportView.Counts(
                        created + changed + same + conflict + invalid, created, changed, same, conflict, invalid),
                undoing ? new ImportView.Undone(removed, restored, kept) : null,
                failure,
                actor,
                fileKept,
                createdAt,
                finishedAt);
    }

    /** Columns as JSON. */
    static final class ColumnsConverter implements AttributeConverter<List<ImportView.Column>, String> {
        private static final TypeReference<List<ImportView.Column>> COLUMNS = new TypeReference<>() {};

        @Override
        public String convertToDatabaseColumn(List<ImportView.Column> columns) {
            return Json.write(columns);
        }

        @Override
        public List<ImportView.Column> convertToEntityAttribute(String json) {
            return Json.read(json, COLUMNS);
        }
    }
}
