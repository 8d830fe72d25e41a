package org.foyer.platform.table;

import java.io.IOException;
import java.io.OutputStream;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import org.dhatim.fastexcel.Workbook;
import org.dhatim.fastexcel.Worksheet;
import org.jspecify.annotations.Nullable;

/**
 * A workbook. Texts are inline text cells: never run, never reshaped, and not held in memory as shared ones would be.
 * What does not fit onto a sheet goes on on the next, under the same header.
 */
final class XlsxTable implements TableWriter {
    /** What a sheet holds, the header among them. */
    static final int MAX_ROWS = 1_048_576;

    private static final int ROWS_AT_ONCE = 500;
    private static final int MAX_CELL = 32_767;
    /** What a spreadsheet's binary numbers keep exactly. */
    private static final int EXACT_DIGITS = 15;
    /** Before it spreadsheets count a day that never was. */
    private static final LocalDate FIRST_SOUND_DAY = LocalDate.of(1900, 3, 1);

    private final Workbook workbook;
    private final List<Column> columns;
    private final int maxRows;
    private Worksheet sheet;
    private int sheets;
    private int row;

    XlsxTable(OutputStream out, List<Column> columns, int maxRows) {
        this.workbook = new Workbook(out, "Foyer", "1.0");
        this.columns = columns;
        this.maxRows = maxRows;
        this.sheet = nextSheet();
    }

    private Worksheet nextSheet() {
        var next = workbook.newWorksheet("Sheet " + ++sheets);
        for (int i = 0; i < columns.size(); i++) {
            next.inlineString(0, i, text(columns.get(i).header()));
        }
        row = 1;
        return next;
    }

    @Override
    public void row(List<? extends @Nullable Object> values) throws IOException {
        if (row == maxRows) {
            sheet.finish();
            sheet = nextSheet();
        }
        for (int i = 0; i < values.size(); i++) {
            write(i, values.get(i));
        }
        if (++row % ROWS_AT_ONCE == 0) {
            sheet.flush();
        }
    }

    private void write(int column, @Nullable Object value) {
        if (value instanceof BigDecimal number && number.stripTrailingZeros().precision() <= EXACT_DIGITS) {
            sheet.value(row, column, number);
        } else if (value instanceof Boolean flag) {
            sheet.value(row, column, flag);
        } else if (value instanceof LocalDate date && !date.isBefore(FIRST_SOUND_DAY)) {
            sheet.value(row, column, date);
            sheet.style(row, column).format("yyyy-mm-dd").set();
        } else if (value instanceof List<?> list) {
            sheet.inlineString(
                    row,
                    column,
                    text(String.join(";", list.stream().map(String::valueOf).toList())));
        } else if (value instanceof BigDecimal number) {
            sheet.inlineString(row, column, number.toPlainString());
        } else if (value != null) {
            sheet.inlineString(row, column, text(value.toString()));
        }
    }

    /** What XML and a cell can hold of it. */
    private static String text(String text) {
        var fit = text;
        if (text.length() > MAX_CELL) {
            fit = text.substring(0, Character.isHighSurrogate(text.charAt(MAX_CELL - 1)) ? MAX_CELL - 1 : MAX_CELL);
        }
        if (fit.chars().noneMatch(c -> c >= 0xFFFE || c < ' ')) {
            return fit;
        }
        var sound = new StringBuilder(fit.length());
        fit.codePoints()
                .map(c -> c == 0xFFFE || c == 0xFFFF || c < ' ' && c != '\n' && c != '\r' && c != '\t' ? 0xFFFD : c)
                .forEach(sound::appendCodePoint);
        return sound.toString();
    }

    @Override
    public void close() throws IOException {
        sheet.finish();
        workbook.finish();
    }
}
