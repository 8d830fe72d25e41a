package org.foyer.contacts.internal;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.foyer.contracts.contacts.ContactExportView;
import org.foyer.contracts.contacts.ContactExports;
import org.foyer.contracts.paging.Page;
import org.foyer.contracts.paging.PageRequest;
import org.foyer.contracts.refusal.Refusal;
import org.foyer.contracts.workspace.Caller;
import org.foyer.platform.document.Document;
import org.foyer.platform.filter.FilterReader;
import org.foyer.platform.jobs.Jobs;
import org.foyer.platform.paging.Cursor;
import org.foyer.platform.table.Column;
import org.foyer.platform.table.ConcurrentTable;
import org.foyer.platform.table.SpooledFile;
import org.foyer.platform.table.TableFormat;
import org.jspecify.annotations.Nullable;

@ApplicationScoped
@Transactional
class ContactExportsService implements ContactExports {
    private static final int AT_ONCE = 3;
    private static final int MAX_COLUMNS = 1000;
    private static final int EXPIRED_AT_ONCE = 10;

    private ContactExportRepository exports;
    private ContactRepository contacts;
    private SegmentRepository segments;
    private ContactRows rows;
    private ContactsSettings settings;
    private Jobs jobs;
    private Clock clock;

    @Inject
    ContactExportsService(
            ContactExportRepository exports,
            ContactRepository contacts,
            SegmentRepository segments,
            ContactRows rows,
            ContactsSettings settings,
            Jobs jobs,
            Clock clock) {
        this.exports = exports;
        this.contacts = contacts;
        this.segments = segments;
        this.rows = rows;
        this.settings = settings;
        this.jobs = jobs;
        this.clock = clock;
    }

    @SuppressWarnings("NullAway.Init") // for the client proxy
    protected ContactExportsService() {}

    /** What a file is to hold. */
    private record Wanted(TableFormat format, List<Column> columns, Selection selection) {}

    /** Told how far a file is. */
    interface Progress {
        void at(long rows, long total);
    }

    @Override
    @Transactional(TxType.REQUIRES_NEW)
    public void write(UUID workspaceId, Map<String, Object> wanted, OutputStream out) {
        rows.inOneSnapshot(() -> write(read(workspaceId, wanted), out, null));
    }

    private void write(Wanted wanted, OutputStream out, @Nullable Progress progress) {
        var total = progress == null ? 0 : rows.count(wanted.selection());
        var written = new long[1];
        try (var table = new ConcurrentTable(wanted.format().writer(out, wanted.columns()))) {
            rows.each(wanted.selection(), wanted.columns(), row -> {
                try {
                    table.row(row);
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                if (++written[0] % 10_000 == 0 && progress != null) {
                    progress.at(written[0], total);
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (progress != null) {
            progress.at(written[0], written[0]);
        }
    }

    private Wanted read(UUID workspaceId, Map<String, Object> body) {
        var fields = ContactFields.of(contacts.attributes(workspaceId));
        var document = Document.of(body);
        var format = document.oneOf("format", TableFormat.NAMES);
        var filter = FilterReader.read(document, "filter", fields.toFilterBy());
        var segmentId = document.id("segment_id");
        if (segmentId != null && document.raw("filter") != null) {
            document.violation("segment_id", "must not be there beside filter");
        }
        var text = ContactSearchService.text(document);
        var columns = columns(document, fields);
        document.finish();
        var meant = segmentId == null ? filter : segments.filterOf(workspaceId, segmentId, fields);
        return new Wanted(
                format == null ? TableFormat.CSV : TableFormat.of(format),
                columns,
                new Selection(workspaceId, fields, meant, text, clock.instant()));
    }

    private static List<Column> columns(Document document, ContactFields fields) {
        var known = fields.columns().stream()
                .collect(Collectors.toMap(Column::header, column -> column, (a, b) -> a, LinkedHashMap::new));
        var names = document.texts("columns", MAX_COLUMNS, FilterReader.MAX_TEXT);
        if (names == null) {
            return List.copyOf(known.values());
        }
        if (names.isEmpty()) {
            document.violation("columns", "must name at least one column");
        }
        var columns = new ArrayList<Column>();
        for (int i = 0; i < names.size(); i++) {
            var column = known.get(names.get(i));
            if (column == null) {
                document.violation("columns/" + i, "is not a column; there are " + String.join(", ", known.keySet()));
            } else if (columns.contains(column)) {
                document.violation("columns/" + i, "is there already");
            } else {
                columns.add(column);
            }
        }
        return columns;
    }

    // In the background

    @Override
    public ContactExportView submit(Caller caller, Map<String, Object> body) {
        var workspaceId = caller.workspaceId();
        var wanted = read(workspaceId, body);
        if (exports.underWay(workspaceId) >= AT_ONCE) {
            throw Refusal.of(
                    Refusal.Kind.RULE_VIOLATED,
                    "There are " + AT_ONCE + " exports under way already. Wait until one is done, or remove one.");
        }
        var filter = body.get("segment_id") instanceof String segment
                ? segments.get(workspaceId, UUID.fromString(segment)).filter()
                : body.get("filter") instanceof Map<?, ?> map ? Document.copy(map) : null;
        var now = clock.instant();
        var export = new ContactExport(
                workspaceId,
                wanted.format().wireName(),
                wanted.columns().stream().map(Column::header).toList(),
                new ContactExport.Wanted(filter, wanted.selection().text()),
                Origin.actor(caller),
                now,
                settings.exportLifetime());
        exports.add(export);
        jobs.submit(new ContactExportJob(this), export.id());
        return export.view(now);
    }

    @Override
    public Page<ContactExportView> list(UUID workspaceId, PageRequest page) {
        var now = clock.instant();
        var found = exports.page(workspaceId, Cursor.of(page), page.limit() + 1);
        return Cursor.page(found, page.limit(), export -> new Cursor(export.createdAt(), export.id()))
                .map(export -> export.view(now));
    }

    @Override
    public ContactExportView get(UUID workspaceId, UUID exportId) {
        return export(workspaceId, exportId).view(clock.instant());
    }

    @Override
    public void read(UUID workspaceId, UUID exportId, OutputStream out) {
        if (!export(workspaceId, exportId).isDone(clock.instant())) {
            throw Refusal.of(Refusal.Kind.CONFLICT, "There is no file: the export is not done, or it has expired.");
        }
        try {
            exports.read(exportId, out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void delete(UUID workspaceId, UUID exportId) {
        exports.remove(export(workspaceId, exportId));
    }

    private ContactExport export(UUID workspaceId, UUID exportId) {
        return exports.find(workspaceId, exportId).orElseThrow(() -> Refusal.notFound("export"));
    }

    // For the job; public because it is called through the container

    /** The format of what is to be made; empty if nothing is to be made any more. */
    public Optional<TableFormat> begin(UUID exportId) {
        return exports.lock(exportId).filter(ContactExport::isUnderWay).map(export -> {
            export.began();
            return TableFormat.of(export.format());
        });
    }

    @Transactional(TxType.REQUIRES_NEW)
    public void make(UUID exportId, OutputStream out, Progress progress) {
        rows.inOneSnapshot(() -> exports.ofId(exportId).ifPresent(export -> {
            var wanted = export.wanted();
            var fields = ContactFields.of(contacts.attributes(export.workspaceId()));
            var document = Document.of(wanted.filter() == null ? Map.of() : Map.of("filter", wanted.filter()));
            var filter = FilterReader.read(document, "filter", fields.toFilterBy());
            document.finish();
            var names = export.columns();
            var columns = fields.columns().stream()
                    .filter(column -> names.contains(column.header()))
                    .sorted(Comparator.comparing(column -> names.indexOf(column.header())))
                    .toList();
            write(
                    new Wanted(
                            TableFormat.of(export.format()),
                            columns,
                            new Selection(export.workspaceId(), fields, filter, wanted.q(), clock.instant())),
                    out,
                    progress);
        }));
    }

    /** Seen at once, although the file is still being made in another transaction. */
    @Transactional(TxType.REQUIRES_NEW)
    public void wrote(UUID exportId, long rowsSoFar, long total) {
        exports.lock(exportId).filter(ContactExport::isUnderWay).ifPresent(export -> export.wrote(rowsSoFar, total));
    }

    public void keep(UUID exportId, SpooledFile file) {
        exports.lock(exportId).filter(ContactExport::isUnderWay).ifPresent(export -> {
            try {
                exports.keep(exportId, file.path());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            export.done(file.size(), file.sha256(), clock.instant(), settings.exportLifetime());
        });
    }

    public void failed(UUID exportId) {
        exports.lock(exportId).filter(ContactExport::isUnderWay).ifPresent(export -> export.failed(clock.instant()));
    }

    /** Removes some of what has expired; answers whether there is more. */
    public boolean removeExpired() {
        var expired = exports.expired(clock.instant(), EXPIRED_AT_ONCE);
        expired.forEach(exports::remove);
        return expired.size() == EXPIRED_AT_ONCE;
    }
}
