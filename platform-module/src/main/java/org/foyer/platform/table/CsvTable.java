package org.foyer.platform.table;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import de.siegmar.fastcsv.writer.QuoteStrategy;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

final class CsvTable implements TableWriter {
    /**
     * In much of the world a spreadsheet splits at semicolons, and what follows one could begin a formula. A lone empty
     * cell would be an empty line, which readers skip.
     */
    private static final class Quoted implements QuoteStrategy {
        private final boolean lone;

        private Quoted(boolean lone) {
            this.lone = lone;
        }

        @Override
        public boolean quoteValue(int line, int field, String value) {
            return value.indexOf(';') >= 0 || value.indexOf('\t') >= 0 || value.indexOf('|') >= 0;
        }

        @Override
        public boolean quoteEmpty(int line, int field) {
            return lone;
        }
    }

    private final CsvWriter csv;

    CsvTable(OutputStream out, List<Column> columns) {
        csv = CsvWriter.builder()
                .lineDelimiter(LineDelimiter.CRLF)
                .quoteStrategy(new Quoted(columns.size() == 1))
                .build(new OutputStreamWriter(new Unclosed(out), StandardCharsets.UTF_8));
        csv.writeRecord(columns.stream()
                .map(column -> SpreadsheetCell.safe(column.header()))
                .toList());
    }

    @Override
    public void row(List<? extends @Nullable Object> values) {
        var cells = new String[values.size()];
        for (int i = 0; i < cells.length; i++) {
            cells[i] = cell(values.get(i));
        }
        csv.writeRecord(cells);
    }

    static String cell(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        }
        if (value instanceof List<?> list) {
            var joined = new StringJoiner(";");
            list.forEach(item -> joined.add(String.valueOf(item)));
            return SpreadsheetCell.safe(joined.toString());
        }
        return value instanceof String text ? SpreadsheetCell.safe(text) : value.toString();
    }

    @Override
    public void close() throws IOException {
        csv.close();
    }

    /** The stream belongs to whoever gave it. */
    private static final class Unclosed extends FilterOutputStream {
        private Unclosed(OutputStream out) {
            super(out);
        }

        @Override
        public void write(byte[] bytes, int from, int length) throws IOException {
            out.write(bytes, from, length);
        }

        @Override
        public void close() throws IOException {
            flush();
        }
    }
}
