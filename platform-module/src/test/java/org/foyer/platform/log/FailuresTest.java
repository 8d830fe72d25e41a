package org.foyer.platform.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.sql.SQLException;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class FailuresTest {
    @Test
    void keepsFromTheLogWhatADatabaseQuotes() {
        var failure = new IllegalStateException(
                "could not insert ana@example.com", new SQLException("Key (email)=(ana@example.com) exists", "23505"));

        var trace = new StringWriter();
        Objects.requireNonNull(Failures.loggable(failure)).printStackTrace(new PrintWriter(trace, true));

        assertThat(trace.toString())
                .doesNotContain("ana@example.com")
                .contains("java.lang.IllegalStateException", "java.sql.SQLException (SQLState 23505)", "FailuresTest");
        assertThat(Failures.described(failure)).isEqualTo("java.lang.IllegalStateException");
    }

    @Test
    void leavesOtherFailuresAsTheyAre() {
        var failure = new IllegalStateException("poison");

        assertThat(Failures.loggable(failure)).isSameAs(failure);
        assertThat(Failures.described(failure)).isEqualTo("java.lang.IllegalStateException: poison");
    }
}
