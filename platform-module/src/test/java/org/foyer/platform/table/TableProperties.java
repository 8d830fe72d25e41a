package org.foyer.platform.table;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dhatim.fastexcel.reader.Cell;
import org.dhatim.fastexcel.reader.ReadableWorkbook;
import org.dhatim.fastexcel.reader.ReadingOptions;
import org.foyer.platform.json.Json;

/** What is written can be read back by others' readers, and is the same. */
class TableProperties {
    private static List<Column> columns(int count) {
        return IntStream.range(0, count).mapToObj(i -> new Column("c" + i)).toList();
    }

    private static byte[] write(TableFormat format, List<Column> columns, List<List<Object>> rows) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var table = format.writer(out, columns)) {
            for (var row : rows) {
                table.row(row);
            }
        }
        return out.toByteArray();
    }

    @Provide
    Arbitrary<List<List<Object>>> tables() {
        var text = Arbitraries.oneOf(
                Arbitraries.of(
                        "",
                        "=1+1",
                        "+4930901820",
                        "-5",
                        "'",
                        "\"",
                        "a,b",
                        "a;b",
                        "a\r\nb",
                        "\n",
                        "\uFF1D1",
                        "@x",
                        "\t",
                        "007",
                        "1e5",
                        "\uD83D\uDE00"),
                Arbitraries.strings().excludeChars('\u0000').ofMaxLength(12).filter(value -> StandardCharsets.UTF_8
                        .newEncoder()
                        .canEncode(value)));
        return Arbitraries.integers()
                .between(1, 4)
                .flatMap(columns ->
                        text.<Object>map(it -> it).list().ofSize(columns).list().ofMaxSize(6));
    }

    @Property(tries = 500)
    void csvIsReadBackAsItWasWritten(@ForAll("tables") List<List<Object>> rows) throws IOException {
        var columns = columns(rows.isEmpty() ? 2 : rows.get(0).size());
        var csv = new String(write(TableFormat.CSV, columns, rows), StandardCharsets.UTF_8);
        var expected = new ArrayList<List<String>>();
        expected.add(columns.stream().map(Column::header).toList());
        for (var row : rows) {
            expected.add(row.stream()
                    .map(value -> SpreadsheetCell.safe((String) value))
                    .toList());
        }
        try (var read = CsvReader.builder().skipEmptyLines(false).ofCsvRecord(csv)) {
            assertThat(read.stream().map(it -> it.getFields())).isEqualTo(expected);
        }
        assertThat(csv).endsWith("\r\n");
    }

    @Property(tries = 500)
    void ndjsonIsReadBackAsItWasWritten(@ForAll("tables") List<List<Object>> rows) throws IOException {
        var columns = columns(rows.isEmpty() ? 2 : rows.get(0).size());
        var lines = new String(write(TableFormat.NDJSON, columns, rows), StandardCharsets.UTF_8).split("(?<=\n)", -1);
        var read = new ArrayList<List<String>>();
        for (var line : lines) {
            if (!line.isEmpty()) {
                assertThat(line).endsWith("}\n");
                JsonNode node = Json.mapper().readTree(line);
                read.add(columns.stream()
                        .map(column -> node.get(column.header()).textValue())
                        .toList());
            }
        }
        assertThat(read).isEqualTo(rows);
    }

    @Property(tries = 100)
    void xlsxIsReadBackAsItWasWritten(@ForAll("tables") List<List<Object>> rows) throws IOException {
        var columns = columns(rows.isEmpty() ? 2 : rows.get(0).size());
        var read = sheets(write(TableFormat.XLSX, columns, rows)).get(0);
        assertThat(read).hasSize(rows.size() + 1);
        for (int i = 0; i < rows.size(); i++) {
            var expected = rows.get(i).stream()
                    .map(value ->
                            ((String) value).replaceAll("[\\x00-\\x08\\x0B\\x0C\\x0E-\\x1F\uFFFE\uFFFF]", "\uFFFD"))
                    // XML takes every line's end for a line feed
                    .map(value -> value.replace("\r\n", "\n").replace('\r', '\n'))
                    .toList();
            assertThat(read.get(i + 1).stream()
                            .map(value -> value.replace("\r\n", "\n").replace('\r', '\n'))
                            .toList())
                    .isEqualTo(expected);
        }
    }

    @Provide
    Arbitrary<List<Object>> typed() {
        return Combinators.combine(
                        Arbitraries.bigDecimals().ofScale(10).between(new BigDecimal("-1e19"), new BigDecimal("1e19")),
                        Arbitraries.of(true, false),
                        Arbitraries.of(
                                LocalDate.of(1, 1, 1),
                                LocalDate.of(1900, 2, 28),
                                LocalDate.of(2026, 12, 31),
                                LocalDate.of(9999, 12, 31)),
                        Arbitraries.of(Instant.EPOCH, Instant.parse("2026-01-31T08:00:00.000001Z")))
                .as((number, flag, date, time) -> List.<Object>of(number, flag, date, time, List.of("form", "api")));
    }

    @Property(tries = 100)
    void numbersDatesAndTimesAreUndamaged(@ForAll("typed") List<Object> row) throws IOException {
        var columns = columns(5);
        var plain = ((BigDecimal) row.get(0)).toPlainString();
        var expected = List.of(
                plain, row.get(1).toString(), row.get(2).toString(), row.get(3).toString(), "form;api");
        var csv = new String(write(TableFormat.CSV, columns, List.of(row)), StandardCharsets.UTF_8);
        try (var read = CsvReader.builder().ofCsvRecord(csv)) {
            assertThat(read.stream().skip(1).findFirst().orElseThrow().getFields())
                    .isEqualTo(expected);
        }
        var json = Json.mapper().readTree(write(TableFormat.NDJSON, columns, List.of(row)));
        assertThat(json.get("c0").decimalValue()).isEqualByComparingTo((BigDecimal) row.get(0));
        assertThat(json.get("c1").booleanValue()).isEqualTo(row.get(1));
        assertThat(json.get("c2").textValue()).isEqualTo(row.get(2).toString());
        assertThat(json.get("c4").toString()).isEqualTo("[\"form\",\"api\"]");
        var cells =
                sheets(write(TableFormat.XLSX, columns, List.of(row))).get(0).get(1);
        assertThat(new BigDecimal(cells.get(0))).isEqualByComparingTo((BigDecimal) row.get(0));
        assertThat(cells.get(2)).isEqualTo(row.get(2).toString());
        assertThat(cells.get(3)).isEqualTo(row.get(3).toString());
    }

    @Example
    void aSheetThatIsFullIsFollowedByAnotherUnderTheSameHeader() throws IOException {
        var out = new ByteArrayOutputStream();
        try (var table = new XlsxTable(out, columns(1), 3)) {
            for (int i = 0; i < 5; i++) {
                table.row(List.of("r" + i));
            }
        }
        assertThat(sheets(out.toByteArray()))
                .isEqualTo(List.of(
                        List.of(List.of("c0"), List.of("r0"), List.of("r1")),
                        List.of(List.of("c0"), List.of("r2"), List.of("r3")),
                        List.of(List.of("c0"), List.of("r4"))));
    }

    @Example
    void groupedColumnsStandInAnObjectOfTheirOwn() throws IOException {
        var columns = List.of(new Column("a"), new Column("custom.b", "custom_attributes", "b"), new Column("c"));
        assertThat(new String(
                        write(TableFormat.NDJSON, columns, List.of(Arrays.asList("1", null, "3"))),
                        StandardCharsets.UTF_8))
                .isEqualTo("{\"a\":\"1\",\"c\":\"3\",\"custom_attributes\":{\"b\":null}}\n");
    }

    private static List<List<List<String>>> sheets(byte[] xlsx) throws IOException {
        try (var workbook = new ReadableWorkbook(new ByteArrayInputStream(xlsx), new ReadingOptions(true, false))) {
            var sheets = new ArrayList<List<List<String>>>();
            for (var sheet : workbook.getSheets().toList()) {
                var rows = new ArrayList<List<String>>();
                for (var row : sheet.read()) {
                    rows.add(row.stream().map(TableProperties::text).toList());
                }
                sheets.add(rows);
            }
            return sheets;
        }
    }

    private static String text(Cell cell) {
        if (cell == null || cell.getValue() == null) {
            return "";
        }
        if (cell.getValue() instanceof BigDecimal number && "yyyy-mm-dd".equals(cell.getDataFormatString())) {
            return LocalDate.of(1899, 12, 30).plusDays(number.intValueExact()).toString();
        }
        return cell.getValue().toString();
    }
}
