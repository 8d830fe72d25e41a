package org.foyer.platform.table;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The formats a table is written in. */
public enum TableFormat {
    /** RFC 4180 in UTF-8, safe to open in a spreadsheet. */
    CSV("text/csv;charset=utf-8") {
        @Override
        public TableWriter writer(OutputStream out, List<Column> columns) throws IOException {
            return new CsvTable(out, columns);
        }
    },
    /** One JSON object a line. */
    NDJSON("application/x-ndjson") {
        @Override
        public TableWriter writer(OutputStream out, List<Column> columns) throws IOException {
            return new NdjsonTable(out, columns);
        }
    },
    /** A workbook; texts are text cells, so nothing in them is ever run or changed. */
    XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet") {
        @Override
        public TableWriter writer(OutputStream out, List<Column> columns) throws IOException {
            return new XlsxTable(out, columns, XlsxTable.MAX_ROWS);
        }
    };

    public static final List<String> NAMES =
            Arrays.stream(values()).map(TableFormat::wireName).toList();

    private final String mediaType;

    TableFormat(String mediaType) {
        this.mediaType = mediaType;
    }

    /** The format of a wire name, one of {@link #NAMES}. */
    public static TableFormat of(String wireName) {
        return valueOf(wireName.toUpperCase(Locale.ROOT));
    }

    /** Its name on the wire, which is also the ending of its files. */
    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public String mediaType() {
        return mediaType;
    }

    /** Begins a table; closing the writer ends it and leaves the stream open. */
    public abstract TableWriter writer(OutputStream out, List<Column> columns) throws IOException;
}
