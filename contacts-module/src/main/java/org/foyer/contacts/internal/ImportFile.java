package org.foyer.contacts.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import de.siegmar.fastcsv.reader.CloseableIterator;
import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.foyer.platform.json.Json;
import org.jspecify.annotations.Nullable;

/**
 * An imported file, read row by row: CSV as spreadsheets write it, or a JSON object a line. A fault of a row is the row's
 * and the next one is read; only what makes the rest unreadable fails the file.
 */
final class ImportFile implements Closeable {
    /** The longest row: what is longer is a quote that was never closed. */
    static final int MAX_ROW = 16 * 1024 * 1024;

    /** What bytes that are none of the encoding become: a character that no text has. */
    private static final String UNREADABLE = "\uFFFF";

    private static final int SAMPLE = 64 * 1024;
    private static final int MAX_COLUMNS = 1000;
    private static final int LINES_THAT_SHOW_THE_COLUMNS = 100;
    private static final int MAX_ORIGINAL_FIELD = 1000;
    private static final int MAX_ORIGINAL_FIELDS = 200;
    private static final String NESTED = "custom_attributes";
    private static final List<Character> DELIMITERS = List.of(',', ';', '\t', '|');

    private final ImportFormat format;
    private final Counted bytes;
    private final BufferedReader reader;
    private final List<String> columns;
    private @Nullable CloseableIterator<CsvRecord> records;
    private long firstLine = 1;
    private long line;
    private long read;

    /** A file that can't be read, or not any further; the message is for people. */
    static final class UnreadableFileException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        UnreadableFileException(String message) {
            super(message);
        }
    }

    /**
     * A row.
     *
     * @param line the line it begins in
     * @param values by column; a CSV's are all texts
     * @param fault what is wrong with the row as a whole; null if nothing
     * @param raw its fields as they stand in the file
     */
    record Row(
            long line, Map<String, Object> values, @Nullable String fault, List<String> raw) {
        boolean isBlank() {
            return fault == null && raw.stream().allMatch(String::isBlank);
        }

        /** Fit to be kept. */
        List<String> original() {
            return raw.stream()
                    .limit(MAX_ORIGINAL_FIELDS)
                    .map(ImportFile::storable)
                    .toList();
        }
    }

    private ImportFile(Path path, ImportFormat format) throws IOException {
        this.format = format;
        this.bytes = new Counted(Files.newInputStream(path));
        var decoder = format.encoding()
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE)
                .replaceWith(UNREADABLE);
        this.reader = new BufferedReader(new InputStreamReader(bytes, decoder), SAMPLE);
        skipMark();
        this.columns = format.isCsv() ? header(delimiter()) : namesIn(path, format);
    }

    /** Opens a file at its first row. */
    static ImportFile open(Path path, ImportFormat format) {
        try {
            return new ImportFile(path, format);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Finds out how a file is to be read, as far as nobody says.
     *
     * @param name the file's, whose ending tells the format
     */
    static ImportFormat detect(
            Path path,
            String name,
            @Nullable String wantedFormat,
            @Nullable Character wantedDelimiter,
            @Nullable Charset wantedEncoding) {
        try (var in = Files.newInputStream(path)) {
            var sample = in.readNBytes(SAMPLE);
            if (sample.length == 0) {
                throw new UnreadableFileException("is empty");
            }
            var encoding = wantedEncoding == null ? encodingOf(sample) : wantedEncoding;
            var text = new String(sample, encoding).replace("\uFEFF", "");
            requireReadable(sample, encoding, wantedEncoding != null);
            var isCsv = wantedFormat == null
                    ? !(text.stripLeading().startsWith("{")
                            || name.toLowerCase(Locale.ROOT).matches(".*\\.(ndjson|jsonl)"))
                    : wantedFormat.equals(ImportFormat.CSV);
            return isCsv
                    ? new ImportFormat(
                            ImportFormat.CSV, wantedDelimiter == null ? delimiterOf(text) : wantedDelimiter, encoding)
                    : new ImportFormat(ImportFormat.NDJSON, null, encoding);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Charset encodingOf(byte[] sample) {
        if (sample.length >= 2 && sample[0] == (byte) 0xFF && sample[1] == (byte) 0xFE) {
            return StandardCharsets.UTF_16LE;
        }
        if (sample.length >= 2 && sample[0] == (byte) 0xFE && sample[1] == (byte) 0xFF) {
            return StandardCharsets.UTF_16BE;
        }
        return StandardCharsets.UTF_8;
    }

    // A file whose beginning is unreadable is in another encoding; a stray byte later on is its row's fault.
    private static void requireReadable(byte[] sample, Charset encoding, boolean chosen) {
        var unreadable =
                new String(sample, encoding).chars().filter(c -> c == '\uFFFD').count();
        var zeros = 0;
        for (var b : sample) {
            zeros += b == 0 ? 1 : 0;
        }
        if (encoding.equals(StandardCharsets.UTF_8) && zeros > 0) {
            throw new UnreadableFileException("is no text file: save a spreadsheet as “CSV UTF-8” first");
        }
        // the sample may end within a character
        if (unreadable > 3) {
            throw new UnreadableFileException(
                    chosen
                            ? "is not in the encoding " + encoding.name()
                            : "is not UTF-8: save it as “CSV UTF-8”, or say which encoding it has, such as windows-1252");
        }
    }

    private static char delimiterOf(String text) {
        var lines = text.split("\r\n|\r|\n", 2);
        if (lines[0].matches("(?i)\"?sep=.\"?")) {
            return lines[0].replace("\"", "").charAt(4);
        }
        var best = ',';
        long most = 0;
        var unquoted = lines[0].replaceAll("\"[^\"]*\"", "");
        for (var candidate : DELIMITERS) {
            var count = unquoted.chars().filter(c -> c == candidate).count();
            if (count > most) {
                best = candidate;
                most = count;
            }
        }
        return best;
    }

    private void skipMark() throws IOException {
        reader.mark(1);
        if (reader.read() != '\uFEFF') {
            reader.reset();
        }
    }

    private char delimiter() {
        var delimiter = format.delimiter();
        return delimiter == null ? ',' : delimiter;
    }

    // Spreadsheets may tell the delimiter in a line before the header.
    private List<String> header(char delimiter) throws IOException {
        reader.mark(32);
        var start = new char[16];
        var length = reader.read(start);
        reader.reset();
        if (length > 4 && new String(start, 0, length).matches("(?is)\"?sep=.\"?[\r\n].*")) {
            reader.readLine();
            firstLine = 2;
        }
        var iterator = CsvReader.builder()
                .fieldSeparator(delimiter)
                .skipEmptyLines(true)
                .allowExtraFields(true)
                .allowMissingFields(true)
                .allowExtraCharsAfterClosingQuote(true)
                .maxBufferSize(MAX_ROW)
                .ofCsvRecord(reader)
                .iterator();
        records = iterator;
        try {
            if (!iterator.hasNext()) {
                throw new UnreadableFileException("has no header");
            }
            return distinct(iterator.next().getFields());
        } catch (CsvParseException e) {
            throw tooLong();
        }
    }

    /** Of columns with one name the second is called {@code name (2)}, and so on; one without a name by its place. */
    private static List<String> distinct(List<String> header) {
        if (header.size() > MAX_COLUMNS) {
            throw new UnreadableFileException("has more than " + MAX_COLUMNS + " columns");
        }
        var names = new LinkedHashSet<String>();
        for (int i = 0; i < header.size(); i++) {
            var name = header.get(i).strip();
            if (name.contains(UNREADABLE)) {
                throw new UnreadableFileException("has a header that is not in its encoding");
            }
            var base = name.isEmpty() ? "column " + (i + 1) : storable(name);
            var distinct = base;
            for (int n = 2; !names.add(distinct); n++) {
                distinct = base + " (" + n + ")";
            }
        }
        return List.copyOf(names);
    }

    private static List<String> namesIn(Path path, ImportFormat format) throws IOException {
        var names = new LinkedHashSet<String>();
        try (var lines = new BufferedReader(new InputStreamReader(Files.newInputStream(path), format.encoding()))) {
            for (int i = 0; i < LINES_THAT_SHOW_THE_COLUMNS; i++) {
                var text = lines.readLine();
                if (text == null || text.length() > MAX_ROW) {
                    break;
                }
                try {
                    names.addAll(
                            flat(Json.readObject(text.replace("\uFEFF", ""))).keySet());
                } catch (IOException e) {
                    // the row's fault, told when it is its turn
                }
            }
        }
        return names.stream().limit(MAX_COLUMNS).toList();
    }

    List<String> columns() {
        return columns;
    }

    /** How many records were read, blank ones too. */
    long position() {
        return read;
    }

    long bytesRead() {
        return bytes.count;
    }

    void skip(long count) {
        for (long i = 0; i < count && next() != null; i++) {}
    }

    /** The next row, blank ones too; null at the end. */
    @Nullable Row next() {
        var row = format.isCsv() ? nextRecord() : nextLine();
        read += row == null ? 0 : 1;
        return row;
    }

    private @Nullable Row nextRecord() {
        var iterator = records;
        try {
            if (iterator == null || !iterator.hasNext()) {
                return null;
            }
            var record = iterator.next();
            line = record.getStartingLineNumber() + firstLine - 1;
            return row(record.getFields());
        } catch (CsvParseException e) {
            throw tooLong();
        }
    }

    private UnreadableFileException tooLong() {
        return new UnreadableFileException("has a row after line " + line + " that is longer than "
                + MAX_ROW / 1024 / 1024 + " MiB: a quote may never be closed");
    }

    private Row row(List<String> fields) {
        var values = new LinkedHashMap<String, Object>();
        for (int i = 0; i < fields.size() && i < columns.size(); i++) {
            values.put(columns.get(i), fields.get(i));
        }
        return new Row(line, values, faultOf(fields), fields);
    }

    private @Nullable String faultOf(List<String> fields) {
        for (int i = columns.size(); i < fields.size(); i++) {
            if (!fields.get(i).isBlank()) {
                return "has " + fields.size() + " fields, but the header has " + columns.size();
            }
        }
        return unreadable(fields);
    }

    private @Nullable String unreadable(List<String> texts) {
        for (var text : texts) {
            if (text.contains(UNREADABLE)) {
                return "has bytes that are not " + format.encoding().name();
            }
        }
        return null;
    }

    private @Nullable Row nextLine() {
        try {
            var text = readLine();
            if (text == null) {
                return null;
            }
            line++;
            var raw = List.of(text);
            var fault = unreadable(raw);
            if (text.isBlank() || fault != null) {
                return new Row(line, Map.of(), fault, raw);
            }
            try {
                return new Row(line, flat(Json.readObject(text)), null, raw);
            } catch (JsonProcessingException e) {
                return new Row(line, Map.of(), "is not one JSON object", raw);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // BufferedReader.readLine would hold a line of any length
    private @Nullable String readLine() throws IOException {
        var text = new StringBuilder();
        for (int c = reader.read(); c >= 0; c = reader.read()) {
            if (c == '\n') {
                return text.toString();
            }
            if (text.length() >= MAX_ROW) {
                throw tooLong();
            }
            if (c != '\r') {
                text.append((char) c);
            }
        }
        return text.length() == 0 ? null : text.toString();
    }

    /** Custom attributes stand in an object of their own, as the API has them, or beside the rest as {@code custom.…}. */
    private static Map<String, Object> flat(Map<String, Object> object) {
        var flat = new LinkedHashMap<String, Object>();
        object.forEach((name, value) -> {
            if (name.equals(NESTED) && value instanceof Map<?, ?> nested) {
                nested.forEach((key, held) -> put(flat, "custom." + key, held));
            } else {
                put(flat, name, value);
            }
        });
        return flat;
    }

    private static void put(Map<String, Object> map, String name, @Nullable Object value) {
        map.put(storable(name), value == null ? "" : value);
    }

    /** Without what a database refuses, and not longer than is worth keeping. */
    private static String storable(String text) {
        var cut = text.length() > MAX_ORIGINAL_FIELD ? text.substring(0, MAX_ORIGINAL_FIELD) + "…" : text;
        var clean = new StringBuilder(cut.length());
        cut.codePoints()
                .map(c -> c == 0 || c >= 0xD800 && c <= 0xDFFF || c == 0xFFFF ? 0xFFFD : c)
                .forEach(clean::appendCodePoint);
        return clean.toString();
    }

    @Override
    public void close() {
        try {
            reader.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Counted extends FilterInputStream {
        private long count;

        Counted(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            var next = super.read();
            count += next < 0 ? 0 : 1;
            return next;
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            var got = super.read(buffer, offset, length);
            count += Math.max(got, 0);
            return got;
        }
    }
}
