package org.foyer.workspace.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

class PasswordsTest {
    private final Passwords passwords = new Passwords();

    @Test
    void hashesWithArgon2idAsOwaspRecommends() {
        assertThat(passwords.hash("correct horse")).startsWith("$argon2id$v=19$m=7168,t=5,p=1$");
    }

    @Test
    void matchesOnlyTheSamePassword() {
        var hash = passwords.hash("correct horse");

        assertThat(passwords.match("correct horse", hash)).isTrue();
        assertThat(passwords.match("correct house", hash)).isFalse();
        assertThat(passwords.match("", hash)).isFalse();
    }

    @Test
    void matchesALongPasswordToItsEnd() {
        var longest = "ü".repeat(Passwords.LONGEST);
        var hash = passwords.hash(longest);

        assertThat(passwords.match(longest, hash)).isTrue();
        assertThat(passwords.match(longest.substring(1) + "u", hash)).isFalse();
    }

    @Test
    void matchesAnAccentHoweverTheKeyboardComposesIt() {
        assertThat(passwords.match("cafe\u0301 au lait", passwords.hash("caf\u00e9 au lait")))
                .isTrue();
    }

    @Test
    void matchesAHashMadeWithOtherParameters() {
        assertThat(passwords.match("correct horse", new Passwords(64).hash("correct horse")))
                .isTrue();
    }

    @Test
    void saltsEveryHash() {
        assertThat(passwords.hash("correct horse")).isNotEqualTo(passwords.hash("correct horse"));
    }

    @Test
    void nobodysPasswordNeverMatches() {
        assertThat(passwords.match("correct horse", null)).isFalse();
    }

    @Test
    void generatesTwentyUnambiguousCharacters() {
        var generated = new HashSet<String>();
        for (int i = 0; i < 100; i++) {
            generated.add(passwords.generate());
        }

        assertThat(generated).hasSize(100).allMatch(password -> password.matches("[a-km-np-z2-9]{20}"));
    }

    @Test
    void logsNothing() {
        List<String> logged = new ArrayList<>();
        var handler = new Handler() {
            @Override
            public void publish(LogRecord record) {
                logged.add(record.getMessage());
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        var logger = Logger.getLogger("com.password4j");
        logger.addHandler(handler);
        logger.setLevel(Level.ALL);
        try {
            passwords.match("correct horse", passwords.hash("correct horse"));
        } finally {
            logger.removeHandler(handler);
            logger.setLevel(null);
        }

        assertThat(logged).isEmpty();
    }
}
