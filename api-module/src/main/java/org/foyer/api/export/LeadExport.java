package org.foyer.api.export;

import com.fasterxml.jackson.databind.MappingIterator;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.foyer.contracts.contacts.Contacts;
import org.foyer.contracts.conversations.LeadQuery;
import org.foyer.contracts.conversations.LeadView;
import org.foyer.contracts.conversations.Leads;
import org.foyer.contracts.conversations.SourceView;
import org.foyer.platform.json.Json;
import org.foyer.platform.table.Column;
import org.foyer.platform.table.SpooledFile;
import org.foyer.platform.table.TableFormat;
import org.jspecify.annotations.Nullable;

/**
 * Leads as a file. All rows are read from one snapshot into a spool file; which columns there are is known only then.
 */
@ApplicationScoped
public class LeadExport {
    private static final List<String> STANDARD_FIELDS = List.of("name", "email", "phone");
    private static final int CONTACTS_AT_ONCE = 500;

    @Inject
    private Leads leads;

    @Inject
    private Contacts contacts;

    /** One spooled row; also the row of an NDJSON export. */
    record Row(
            UUID id,
            UUID agentId,
            @Nullable UUID conversationId,
            @Nullable UUID contactId,
            Map<String, String> fields,
            String status,
            @Nullable String note,
            SourceView source,
            Instant createdAt) {
        static Row of(LeadView lead, @Nullable UUID contactId) {
            return new Row(
                    lead.id(),
                    lead.agentId(),
                    lead.conversationId(),
                    contactId,
                    lead.fields(),
                    lead.status(),
                    lead.note(),
                    lead.source(),
                    lead.createdAt());
        }
    }

    /** The export, whole. */
    public SpooledFile of(LeadQuery query, TableFormat format) {
        try {
            var rows = Files.createTempFile("foyer-leads", ".ndjson");
            try {
                var fields = spool(query, rows);
                return SpooledFile.write("leads", format, out -> {
                    if (format == TableFormat.NDJSON) {
                        Files.copy(rows, out);
                    } else {
                        table(rows, columns(fields), format, out);
                    }
                });
            } finally {
                Files.deleteIfExists(rows);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Writes every row and returns the names of the fields seen. */
    private Set<String> spool(LeadQuery query, Path file) throws IOException {
        var fields = new TreeSet<String>();
        try (var out = new BufferedOutputStream(Files.newOutputStream(file))) {
            var batch = new ArrayList<LeadView>();
            leads.export(query, lead -> {
                fields.addAll(lead.fields().keySet());
                batch.add(lead);
                if (batch.size() == CONTACTS_AT_ONCE) {
                    write(batch, query.workspaceId(), out);
                }
            });
            write(batch, query.workspaceId(), out);
        }
        return fields;
    }

    private void write(List<LeadView> batch, UUID workspaceId, OutputStream out) {
        var contactIds = contacts.contactsOf(
                workspaceId, batch.stream().map(LeadView::id).toList());
        try {
            for (var lead : batch) {
                out.write(Json.mapper().writeValueAsBytes(Row.of(lead, contactIds.get(lead.id()))));
                out.write('\n');
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        batch.clear();
    }

    private static void table(Path rows, List<String> fields, TableFormat format, OutputStream out) throws IOException {
        try (MappingIterator<Row> iterator = Json.mapper().readerFor(Row.class).readValues(rows.toFile());
                var table = format.writer(out, header(fields))) {
            while (iterator.hasNext()) {
                table.row(cells(iterator.next(), fields));
            }
        }
    }

    /** Name, e-mail and phone first, the others by name. */
    private static List<String> columns(Set<String> fields) {
        var columns = new ArrayList<>(STANDARD_FIELDS);
        columns.retainAll(fields);
        fields.stream().filter(field -> !STANDARD_FIELDS.contains(field)).forEach(columns::add);
        return columns;
    }

    private static List<Column> header(List<String> fields) {
        var header =
                new ArrayList<>(List.of("id", "created_at", "status", "agent_id", "conversation_id", "contact_id"));
        header.addAll(fields);
        header.addAll(List.of("page_url", "referrer", "utm", "note"));
        return header.stream().map(Column::new).toList();
    }

    private static List<@Nullable Object> cells(Row row, List<String> fields) {
        var cells = new ArrayList<@Nullable Object>();
        cells.add(row.id());
        cells.add(row.createdAt());
        cells.add(row.status());
        cells.add(row.agentId());
        cells.add(row.conversationId());
        cells.add(row.contactId());
        for (var field : fields) {
            cells.add(row.fields().get(field));
        }
        cells.add(row.source().pageUrl());
        cells.add(row.source().referrer());
        cells.add(
                row.source().utm().isEmpty()
                        ? null
                        : Json.write(new LinkedHashMap<>(row.source().utm())));
        cells.add(row.note());
        return cells;
    }
}
