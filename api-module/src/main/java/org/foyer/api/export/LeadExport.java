package org.foyer.api.export;

import com.fasterxml.jackson.databind.MappingIterator;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
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
import org.foyer.contracts.refusal.Refusal;
import org.foyer.platform.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * Leads as a file. All rows are read from one snapshot into a spool file; which columns there are is known only then.
 * The file is sent when it is whole, with its length and digest, so that a cut is visible to the receiver.
 */
@ApplicationScoped
public class LeadExport {
    private static final List<String> STANDARD_FIELDS = List.of("name", "email", "phone");
    private static final int CONTACTS_AT_ONCE = 500;

    /** In much of the world a spreadsheet splits at semicolons, and what follows one could begin a formula. */
    private static final QuoteStrategy QUOTED = new QuoteStrategy() {
        @Override
        public boolean quoteValue(int line, int field, String value) {
            return value.indexOf(';') >= 0 || value.indexOf('\t') >= 0 || value.indexOf('|') >= 0;
        }

        @Override
        public boolean quoteEmpty(int line, int field) {
            return false;
        }
    };

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

    /**
     * The export as a response.
     *
     * @param format {@code csv} (also if null) or {@code ndjson}; anything else is refused as INVALID
     */
    public Response of(LeadQuery query, @Nullable String format) {
        var wanted = format == null ? "csv" : format;
        if (!wanted.equals("csv") && !wanted.equals("ndjson")) {
            throw Refusal.invalid("/query/format", "must be one of csv, ndjson");
        }
        try {
            var rows = Files.createTempFile("foyer-leads", ".ndjson");
            try {
                var fields = spool(query, rows);
                return wanted.equals("csv") ? csv(rows, fields) : ndjson(rows);
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

    private static Response ndjson(Path rows) throws IOException {
        var file = Files.createTempFile("foyer-export", ".ndjson");
        return whole(file, "application/x-ndjson", "leads.ndjson", out -> Files.copy(rows, out));
    }

    private static Response csv(Path rows, Set<String> fields) throws IOException {
        var file = Files.createTempFile("foyer-export", ".csv");
        var columns = columns(fields);
        return whole(file, "text/csv;charset=utf-8", "leads.csv", out -> {
            try (MappingIterator<Row> iterator =
                    Json.mapper().readerFor(Row.class).readValues(rows.toFile())) {
                var csv = CsvWriter.builder()
                        .lineDelimiter(LineDelimiter.CRLF)
                        .quoteStrategy(QUOTED)
                        .build(new OutputStreamWriter(out, StandardCharsets.UTF_8));
                csv.writeRecord(header(columns));
                while (iterator.hasNext()) {
                    csv.writeRecord(cells(iterator.next(), columns));
                }
                csv.close();
            }
        });
    }

    /** Name, e-mail and phone first, the others by name. */
    private static List<String> columns(Set<String> fields) {
        var columns = new ArrayList<>(STANDARD_FIELDS);
        columns.retainAll(fields);
        fields.stream().filter(field -> !STANDARD_FIELDS.contains(field)).forEach(columns::add);
        return columns;
    }

    private static List<String> header(List<String> columns) {
        var header =
                new ArrayList<>(List.of("id", "created_at", "status", "agent_id", "conversation_id", "contact_id"));
        header.addAll(columns);
        header.addAll(List.of("page_url", "referrer", "utm", "note"));
        return header;
    }

    private static List<String> cells(Row row, List<String> columns) {
        var cells = new ArrayList<String>();
        cells.add(row.id().toString());
        cells.add(row.createdAt().toString());
        cells.add(row.status());
        cells.add(row.agentId().toString());
        cells.add(text(row.conversationId()));
        cells.add(text(row.contactId()));
        for (var column : columns) {
            cells.add(SpreadsheetCell.safe(text(row.fields().get(column))));
        }
        cells.add(SpreadsheetCell.safe(text(row.source().pageUrl())));
        cells.add(SpreadsheetCell.safe(text(row.source().referrer())));
        cells.add(
                row.source().utm().isEmpty()
                        ? ""
                        : Json.write(new LinkedHashMap<>(row.source().utm())));
        cells.add(SpreadsheetCell.safe(text(row.note())));
        return cells;
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }

    private interface Writing {
        void to(OutputStream out) throws IOException;
    }

    /** Writes the file, then answers with it; the file goes when it is sent. */
    private static Response whole(Path file, String mediaType, String name, Writing writing) throws IOException {
        var digest = sha256();
        try (var out = new DigestOutputStream(new BufferedOutputStream(Files.newOutputStream(file)), digest)) {
            writing.to(out);
        } catch (IOException | RuntimeException e) {
            Files.deleteIfExists(file);
            throw e;
        }
        StreamingOutput body = out -> {
            try {
                Files.copy(file, out);
            } finally {
                Files.deleteIfExists(file);
            }
        };
        return Response.ok(body)
                .type(mediaType)
                .header(HttpHeaders.CONTENT_LENGTH, Files.size(file))
                .header("Content-Digest", "sha-256=:" + Base64.getEncoder().encodeToString(digest.digest()) + ":")
                .header(HttpHeaders.CONTENT_DISPOSITION, "attachment; filename=\"" + name + "\"")
                .build();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
