package org.foyer.api.export;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.foyer.contracts.contacts.ImportRowView;
import org.foyer.contracts.contacts.ImportView;
import org.foyer.contracts.contacts.Imports;
import org.foyer.platform.table.Column;
import org.foyer.platform.table.SpooledFile;
import org.foyer.platform.table.TableFormat;

/** The rows of an import that are a conflict or invalid as a file: row, reason, and the row as it stood. */
@ApplicationScoped
public class ImportErrors {
    @Inject
    private Imports imports;

    @Transactional
    public SpooledFile of(UUID workspaceId, UUID importId) {
        var view = imports.get(workspaceId, importId);
        return SpooledFile.write("import-errors", TableFormat.CSV, out -> write(view, workspaceId, out));
    }

    private void write(ImportView view, UUID workspaceId, OutputStream out) throws IOException {
        var original =
                view.format().equals("csv") ? view.columns().stream().map(ImportView.Column::name) : Stream.of("line");
        var columns = Stream.concat(Stream.of("row", "outcome", "reason"), original)
                .map(Column::new)
                .toList();
        try (var table = TableFormat.CSV.writer(out, columns)) {
            imports.errors(workspaceId, view.id(), row -> {
                try {
                    table.row(cells(row, columns.size()));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
        }
    }

    private static List<String> cells(ImportRowView row, int columns) {
        var cells = new ArrayList<>(
                List.of(String.valueOf(row.row()), row.outcome(), row.reason() == null ? "" : row.reason()));
        if (row.original() != null) {
            cells.addAll(row.original());
        }
        while (cells.size() < columns) {
            cells.add("");
        }
        return cells.size() > columns ? cells.subList(0, columns) : cells;
    }
}
