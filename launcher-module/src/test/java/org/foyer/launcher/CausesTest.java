package org.foyer.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.sql.SQLException;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.Test;

class CausesTest {
    private final Causes causes = new Causes();

    @Test
    void reportsTheDeepestChainWithoutTheWrappersThatRepeatIt() {
        var root = new ConnectException("Connection refused");
        var named = new IllegalStateException("The database cannot be reached", root);
        causes.publish(failure(new IllegalStateException("start: " + named, named)));
        causes.publish(failure(new IllegalStateException("cut off: The database cannot be reached")));

        assertThat(causes.describe("fallback")).isEqualTo("The database cannot be reached\nConnection refused");
    }

    @Test
    void keepsAWrapperThatSaysMore() {
        var root = new ConnectException("Connection refused");
        var named = new IllegalStateException("Connection is broken: \"" + root + ": 192.0.2.1\" [90067]", root);
        causes.publish(failure(new IllegalStateException(named)));

        assertThat(causes.describe("fallback")).isEqualTo(named.getMessage());
    }

    @Test
    void prefersAWarningOfTheDatabaseToWhatFollowedFromIt() {
        var warning = failure(new SQLException("Connection to 192.0.2.1 refused"));
        warning.setLevel(Level.WARNING);
        causes.publish(warning);
        causes.publish(failure(new IllegalStateException("prepare", new IllegalStateException("no dialect"))));

        assertThat(causes.describe("fallback")).isEqualTo("Connection to 192.0.2.1 refused");
    }

    @Test
    void fallsBackToTheServersAnswer() {
        causes.publish(new LogRecord(Level.SEVERE, "no exception"));

        assertThat(causes.describe("the answer\n  of the server")).isEqualTo("the answer of the server");
    }

    @Test
    void namesAnExceptionWithoutAMessage() {
        causes.publish(failure(new NullPointerException()));

        assertThat(causes.describe("fallback")).isEqualTo("java.lang.NullPointerException");
    }

    @Test
    void ignoresWhatDidNotStopTheDeployment() {
        var entry = failure(new IllegalStateException("expected"));
        entry.setLevel(Level.WARNING);
        causes.publish(entry);

        assertThat(causes.describe("fallback")).isEqualTo("fallback");
    }

    @Test
    void saysAtMostThreeShortLines() {
        Exception chain = new IllegalStateException("x".repeat(1_000));
        for (var wrapper : new String[] {"three", "two", "one"}) {
            chain = new IllegalStateException(wrapper, chain);
        }
        causes.publish(failure(chain));

        assertThat(causes.describe("fallback").lines())
                .hasSize(3)
                .startsWith("two", "three")
                .allMatch(line -> line.length() < 400);
    }

    private static LogRecord failure(Throwable thrown) {
        var entry = new LogRecord(Level.SEVERE, "failed");
        entry.setThrown(thrown);
        return entry;
    }
}
