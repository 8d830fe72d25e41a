package org.foyer.launcher;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.function.Consumer;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jspecify.annotations.Nullable;

/**
 * Writes the log to {@code foyer.log} and keeps the five files before it ({@code foyer.log.1} is the newest of them).
 * The JDK's own file handler would put a number behind the current file too. Named in {@code logging.properties}, hence
 * public; the file is the system property {@code foyer.log.file}.
 *
 * <p>Never fails: with a full disk there is no log, but Foyer goes on.
 */
public final class LogFile extends Handler {
    /**
     * What the thread that logs is at, as {@code kind=id}; the application sets it, which knows this class by name only.
     */
    public static final Consumer<@Nullable String> CONTEXT;

    static final String FILE_PROPERTY = "foyer.log.file";
    static final String FORMAT_PROPERTY = "foyer.log.format";

    private static final ThreadLocal<String> AT = new ThreadLocal<>();

    static {
        CONTEXT = at -> {
            if (at == null) {
                AT.remove();
            } else {
                AT.set(at);
            }
        };
    }

    private static final long MOST_CHARACTERS = 10_000_000;
    private static final int KEPT = 5;

    private final Path file;
    private final long mostCharacters;
    private @Nullable Writer writer;
    private long written;

    /** For the log manager. */
    public LogFile() {
        this(Path.of(System.getProperty(FILE_PROPERTY)), MOST_CHARACTERS);
    }

    LogFile(Path file, long mostCharacters) {
        this.file = file;
        this.mostCharacters = mostCharacters;
        setFormatter("json".equals(System.getProperty(FORMAT_PROPERTY)) ? new JsonLines() : new Lines());
    }

    @Override
    public synchronized void publish(LogRecord entry) {
        if (!isLoggable(entry)) {
            return;
        }
        try {
            var text = getFormatter().format(entry);
            var open = ready();
            open.write(text);
            open.flush();
            written += text.length();
        } catch (IOException e) {
            close();
        }
    }

    @Override
    public void flush() {
        // every entry is flushed as it is written
    }

    /** Closes the file; an entry that still comes, as they do while the process ends, opens it again. */
    @Override
    public synchronized void close() {
        if (writer != null) {
            try {
                writer.close();
            } catch (IOException e) {
                // the log is lost, nothing else
            }
            writer = null;
        }
    }

    private Writer ready() throws IOException {
        if (written >= mostCharacters) {
            close();
        }
        if (writer == null) {
            if (Files.exists(file) && Files.size(file) >= mostCharacters) {
                rotate();
            }
            writer = Files.newBufferedWriter(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
            written = Files.size(file);
        }
        return writer;
    }

    private void rotate() throws IOException {
        for (int number = KEPT; number > 0; number--) {
            var older = numbered(number);
            var newer = number == 1 ? file : numbered(number - 1);
            if (Files.exists(newer)) {
                Files.move(newer, older, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    private Path numbered(int number) {
        return file.resolveSibling(file.getFileName() + "." + number);
    }

    /** Time, level, logger and message in a line; what follows a line break is indented and so cannot pose as an entry. */
    private static final class Lines extends Formatter {
        private static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSX").withZone(ZoneOffset.UTC);

        @Override
        public String format(LogRecord entry) {
            var text = new StringWriter();
            text.append(TIME.format(entry.getInstant()))
                    .append(' ')
                    .append(entry.getLevel().getName())
                    .append(' ')
                    .append(String.valueOf(entry.getLoggerName()))
                    .append(AT.get() == null ? "" : " [" + AT.get() + "]")
                    .append(": ")
                    .append(String.valueOf(formatMessage(entry)).strip());
            if (entry.getThrown() != null) {
                text.append('\n');
                entry.getThrown().printStackTrace(new PrintWriter(text, true));
            }
            return text.toString().stripTrailing().replaceAll("\\R", "\n    ") + "\n";
        }
    }

    /** One JSON object in a line, for machines that read logs. */
    private static final class JsonLines extends Formatter {
        @Override
        public String format(LogRecord entry) {
            var text = new StringBuilder("{");
            add(text, "time", DateTimeFormatter.ISO_INSTANT.format(entry.getInstant()));
            add(text, "level", entry.getLevel().getName());
            add(text, "logger", String.valueOf(entry.getLoggerName()));
            var at = AT.get();
            if (at != null) {
                var equals = at.indexOf('=');
                add(text, at.substring(0, equals), at.substring(equals + 1));
            }
            add(text, "message", String.valueOf(formatMessage(entry)).strip());
            if (entry.getThrown() != null) {
                var trace = new StringWriter();
                entry.getThrown().printStackTrace(new PrintWriter(trace, true));
                add(text, "thrown", trace.toString().stripTrailing());
            }
            return text.append("}\n").toString();
        }

        private static void add(StringBuilder text, String name, String value) {
            text.append(text.length() == 1 ? "\"" : ",\"").append(name).append("\":\"");
            for (int i = 0; i < value.length(); i++) {
                var character = value.charAt(i);
                if (character == '"' || character == '\\') {
                    text.append('\\').append(character);
                } else if (character < ' ' || Character.isSurrogate(character) || character == '\u007f') {
                    text.append(String.format("\\u%04x", (int) character));
                } else {
                    text.append(character);
                }
            }
            text.append('"');
        }
    }
}
