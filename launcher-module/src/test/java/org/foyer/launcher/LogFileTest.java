package org.foyer.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogFileTest {
    @TempDir
    Path directory;

    @Test
    void writesTimeLevelLoggerAndMessage() {
        var log = new LogFile(file(), 1_000);

        log.publish(entry("{0} leads", 7));

        assertThat(file()).hasContent("2026-02-03T04:05:06.007Z INFO org.foyer.test: 7 leads\n");
    }

    @Test
    void indentsWhatFollowsALineBreakSoThatItCannotPoseAsAnEntry() {
        var log = new LogFile(file(), 1_000);

        log.publish(entry("one\n2026-02-03T04:05:06.007Z SEVERE org.foyer: forged"));

        assertThat(file()).content().contains("one\n    2026-02-03").hasLineCount(2);
    }

    @Test
    void namesWhatTheThreadIsAt() {
        var log = new LogFile(file(), 1_000);

        LogFile.CONTEXT.accept("request=42");
        log.publish(entry("one"));
        LogFile.CONTEXT.accept(null);
        log.publish(entry("two"));

        assertThat(file()).content().contains("org.foyer.test [request=42]: one", "org.foyer.test: two");
    }

    @Test
    void writesAJsonObjectALineIfWanted() {
        System.setProperty(LogFile.FORMAT_PROPERTY, "json");
        try {
            var log = new LogFile(file(), 10_000);
            LogFile.CONTEXT.accept("delivery=42/contacts.Reactions");

            log.publish(entry("a \"quoted\" \\ word\nand a line"));

            assertThat(file())
                    .hasContent(
                            "{\"time\":\"2026-02-03T04:05:06.007008Z\",\"level\":\"INFO\",\"logger\":\"org.foyer.test\","
                                    + "\"delivery\":\"42/contacts.Reactions\","
                                    + "\"message\":\"a \\\"quoted\\\" \\\\ word\\u000aand a line\"}\n");
        } finally {
            LogFile.CONTEXT.accept(null);
            System.clearProperty(LogFile.FORMAT_PROPERTY);
        }
    }

    @Test
    void writesTheStackTrace() {
        var log = new LogFile(file(), 10_000);
        var entry = entry("failed");
        entry.setThrown(new IllegalStateException("why"));

        log.publish(entry);

        assertThat(file()).content().contains("failed\n    java.lang.IllegalStateException: why\n    \tat org.foyer");
    }

    @Test
    void keepsTheFiveFilesBefore() throws Exception {
        var log = new LogFile(file(), 50);

        for (int number = 1; number <= 8; number++) {
            log.publish(entry("entry number " + number));
        }

        assertThat(file()).content().contains("number 8");
        for (int kept = 1; kept <= 5; kept++) {
            assertThat(file().resolveSibling("foyer.log." + kept)).content().contains("number " + (8 - kept));
        }
        try (var files = Files.list(directory)) {
            assertThat(files).hasSize(6);
        }
    }

    @Test
    void goesOnAfterItWasClosedAndWhenItCannotWrite() throws Exception {
        var log = new LogFile(file(), 1_000);
        log.publish(entry("before"));
        log.close();
        log.publish(entry("after"));

        assertThat(file()).content().contains("before").contains("after");

        var nowhere = new LogFile(file().resolve("below"), 1_000);
        nowhere.publish(entry("lost"));
        assertThat(file()).content().doesNotContain("lost");
    }

    private Path file() {
        return directory.resolve("foyer.log");
    }

    private static LogRecord entry(String message, Object... parameters) {
        var entry = new LogRecord(Level.INFO, message);
        entry.setLoggerName("org.foyer.test");
        entry.setParameters(parameters);
        entry.setInstant(Instant.parse("2026-02-03T04:05:06.007008Z"));
        return entry;
    }
}
